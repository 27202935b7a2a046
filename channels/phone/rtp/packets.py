"""RTP packets as bytes (RFC 3550, section 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct

_HEADER = Struct("!BBHII")
_EXTENSION = Struct("!HH")
_VERSION_2 = 0x80


@dataclass(frozen=True, slots=True)
class Packet:
    payload_type: int
    number: int
    timestamp: int
    source: int
    payload: bytes


def read_packet(data: bytes) -> Packet | None:
    """None for what is no packet of version 2, or is cut off."""
    if len(data) < _HEADER.size or data[0] & 0xC0 != _VERSION_2:
        return None
    flags, kind, number, timestamp, source = _HEADER.unpack_from(data)
    start = _HEADER.size + 4 * (flags & 0x0F)
    if flags & 0x10:
        if len(data) < start + _EXTENSION.size:
            return None
        start += _EXTENSION.size + 4 * _EXTENSION.unpack_from(data, start)[1]
    end = len(data) - (data[-1] if flags & 0x20 else 0)
    if start > end or (flags & 0x20 and not data[-1]):
        return None
    return Packet(kind & 0x7F, number, timestamp, source, data[start:end])


def written(packet: Packet) -> bytes:
    return _HEADER.pack(_VERSION_2, packet.payload_type, packet.number, packet.timestamp, packet.source) + packet.payload
