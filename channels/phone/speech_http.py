"""A province's own or a vendor's speech over HTTP. The contract, with examples: docs/phone-speech-http.md.

POST {PHONE_SPEECH_URL}/hear    body: WAV, PCM16 mono 8 kHz      → {"text": "…", "confidence": 0.93, "words": [["xin", 0.99], …]}
POST {PHONE_SPEECH_URL}/speak   {"text", "voice", "slowly"}      → WAV, PCM16 mono, 8 to 48 kHz, best in pieces as it becomes ready

Both carry "Authorization: Bearer {PHONE_SPEECH_KEY}" when there is a key. Any other status than 200 is a failure.
"""

from __future__ import annotations

import httpx

from channels.phone.ports import SpeechFailure

CONNECT_SECONDS = 1.0
# Of silence between two pieces of an answer.
_READ_SECONDS = 2.5
_MOST_CONNECTIONS = 64


def speech_http(url: str, key: str) -> httpx.AsyncClient:
    """Whoever opens it closes it."""
    timeout = httpx.Timeout(_READ_SECONDS, connect=CONNECT_SECONDS)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout, limits=httpx.Limits(max_connections=_MOST_CONNECTIONS))


def failure_of(error: Exception) -> SpeechFailure:
    """Without what was said: that is the citizen's."""
    return SpeechFailure(f"speech over HTTP: {type(error).__name__}")
