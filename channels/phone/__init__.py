"""The telephone: a call becomes a conversation like any other, heard and spoken."""
