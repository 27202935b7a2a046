"""How sound looks on its way through the program: 16-bit mono PCM at 8 kHz, little-endian, in frames of 20 ms."""

from __future__ import annotations

RATE = 8000
FRAME_MS = 20
FRAME_SECONDS = FRAME_MS / 1000
FRAME_SAMPLES = RATE * FRAME_MS // 1000
FRAME_BYTES = 2 * FRAME_SAMPLES
SILENCE = bytes(FRAME_BYTES)
