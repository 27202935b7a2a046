"""Operators in calls: their browser's line beside the caller's, hold, hanging up, the way to their own telephone."""
