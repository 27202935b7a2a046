"""A recording as a WAV, made while it is sent: A-law at 8 kHz as the telephone line carries it, the caller left, the other side right."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Protocol

_A_LAW, _CHANNELS, _RATE = 6, 2, 8000
_FORMAT = struct.pack("<HHIIHHH", _A_LAW, _CHANNELS, _RATE, _RATE * _CHANNELS, _CHANNELS, 8, 0)
BYTES_A_SECOND = _RATE * _CHANNELS


class Sound(Protocol):
    length: int

    def read(self, start: int, end: int) -> Iterator[bytes]: ...


def length_of(sound: Sound) -> int:
    return len(_header(sound.length)) + sound.length


def read_wav(sound: Sound, start: int, end: int) -> Iterator[bytes]:
    """The WAV from byte `start` until before byte `end`."""
    header = _header(sound.length)
    if start < len(header):
        yield header[start:end]
    yield from sound.read(max(0, start - len(header)), max(0, end - len(header)))


def _header(length: int) -> bytes:
    samples = struct.pack("<I", length // _CHANNELS)
    chunks = _chunk(b"fmt ", _FORMAT) + _chunk(b"fact", samples) + b"data" + struct.pack("<I", length)
    return b"RIFF" + struct.pack("<I", len(b"WAVE") + len(chunks) + length) + b"WAVE" + chunks


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content
