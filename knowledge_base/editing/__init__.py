"""From what an editor types to a published version: drafts, their review, what is scheduled, taken down and rolled back."""
