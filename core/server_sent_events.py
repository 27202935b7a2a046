"""Server-sent events (WHATWG HTML, 9.2): how one is written, and the headers that keep caches and proxies from holding it back."""

from __future__ import annotations

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
MEDIA_TYPE = "text/event-stream"
# A comment, which no page sees: the line is alive.
HEARTBEAT = ": heartbeat\n\n"


def event(name: str, json_text: str) -> str:
    """`json_text` in one line, as JSON without indentation is."""
    return f"event: {name}\ndata: {json_text}\n\n"
