"""Calls from a page over a WebSocket: PCM frames both ways, keys up, captions down."""
