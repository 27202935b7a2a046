"""Calls at the desk: talk to the caller, send the call on, hear the recording, and what supervisors count."""
