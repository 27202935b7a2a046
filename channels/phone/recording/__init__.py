"""Calls on tape, if the caller agreed: both sides, sealed as they come."""
