"""Editors try questions on what is published and on drafts, and measure what a draft makes better or breaks."""
