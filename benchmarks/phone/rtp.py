"""RTP as bytes: packets of sound, and keys as RFC 4733 sends them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

FRAME_SAMPLES = 160
_VERSION = 0x80
_MARKER = 0x80
_HEADER = struct.Struct("!BBHII")
_KEYS = "0123456789*#ABCD"
_KEY_VOLUME = 10
_KEY_FRAMES = 8
_ENDS = 3
_KEY_ENDED = 0x80


@dataclass(frozen=True, slots=True)
class Packet:
    """`at`: when it came, by the kernel, in seconds since the epoch."""

    at: float
    sequence: int
    timestamp: int
    payload_type: int
    source: int
    payload: bytes


def packed(sequence: int, timestamp: int, payload_type: int, source: int, payload: bytes, *, marked: bool = False) -> bytes:
    kind = payload_type | (_MARKER if marked else 0)
    return _HEADER.pack(_VERSION, kind, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, source) + payload


def unpacked(datagram: bytes, at: float) -> Packet | None:
    """None for what is no RTP."""
    if len(datagram) < _HEADER.size or datagram[0] & 0xC0 != _VERSION:
        return None
    first, kind, sequence, timestamp, source = _HEADER.unpack_from(datagram)
    behind = _HEADER.size + 4 * (first & 0x0F)
    return Packet(at, sequence, timestamp, kind & 0x7F, source, datagram[behind:])


def key_payloads(digit: str) -> Iterator[tuple[bytes, int]]:
    """One for each 20 ms of a key held, then its end three times; with the frame in which each goes out."""
    event = _KEYS.index(digit)
    for frame in range(_KEY_FRAMES):
        yield struct.pack("!BBH", event, _KEY_VOLUME, (frame + 1) * FRAME_SAMPLES), frame
    for _ in range(_ENDS):
        yield struct.pack("!BBH", event, _KEY_ENDED | _KEY_VOLUME, (_KEY_FRAMES + 1) * FRAME_SAMPLES), _KEY_FRAMES
