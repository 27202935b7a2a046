"""What the phone's process and the one that hears say to each other: kind, number of the utterance, length, then so many bytes."""

from __future__ import annotations

import asyncio
import json
import struct
from enum import IntEnum

from channels.phone.ports import Heard

_HEAD = struct.Struct("<BII")
_MOST_BYTES = 16 * 1024 * 1024


class Kind(IntEnum):
    """READY comes once, from the process that hears; it answers each PARTIAL and FINAL with one of the same kind."""

    BEGIN = 1
    SOUND = 2
    PARTIAL = 3
    FINAL = 4
    CLOSE = 5
    READY = 6


def packed(kind: Kind, utterance: int = 0, content: bytes = b"") -> bytes:
    return _HEAD.pack(kind, utterance, len(content)) + content


async def read(reader: asyncio.StreamReader) -> tuple[Kind, int, bytes]:
    """Raises EOFError when the other side is gone, ValueError when it speaks otherwise."""
    try:
        kind, utterance, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
        if length > _MOST_BYTES:
            raise ValueError(f"{length} bytes")
        return Kind(kind), utterance, await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise EOFError from error


def packed_heard(heard: Heard) -> bytes:
    return json.dumps([heard.text, heard.confidence, list(heard.words)], ensure_ascii=False).encode()


def unpacked_heard(content: bytes) -> Heard:
    text, confidence, words = json.loads(content)
    return Heard(text, confidence, tuple((word, sure) for word, sure in words))
