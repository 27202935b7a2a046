"""AudioSocket's frames: a byte for the kind, two for the length, the content. Sound is 16-bit PCM at 8 kHz, little-endian."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import IntEnum
from struct import Struct

_HEADER = Struct("!BH")


class Kind(IntEnum):
    HANG_UP = 0x00
    ID = 0x01
    KEY = 0x03
    SOUND = 0x10
    FAULT = 0xFF


@dataclass(frozen=True)
class Frame:
    """`kind`: a Kind, or a number of which nothing is known here."""

    kind: int
    content: bytes = b""


async def read_frame(reader: asyncio.StreamReader) -> Frame:
    """Raises asyncio.IncompleteReadError at the end, OSError when the connection breaks."""
    kind, length = _HEADER.unpack(await reader.readexactly(_HEADER.size))
    return Frame(kind, await reader.readexactly(length))


def written(frame: Frame) -> bytes:
    return _HEADER.pack(frame.kind, len(frame.content)) + frame.content
