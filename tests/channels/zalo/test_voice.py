from __future__ import annotations

import io
import math
import struct
from collections.abc import AsyncIterator

import av
import pytest

from channels.zalo.voice import playable
from conversations.attachments.audio import media_type_of

MOST = 1024 * 1024


def amr(seconds: float, codec: str = "amr_nb") -> bytes:
    """Frames of 20 ms of one mode each, by the format's own table (RFC 4867); what is heard in them does not matter."""
    frames = round(seconds / 0.02)
    head, frame = (b"#!AMR\n", b"\x3c" + bytes(31)) if codec == "amr_nb" else (b"#!AMR-WB\n", b"\x04" + bytes(17))
    return head + frame * frames


async def pieces(sound: bytes, size: int = 3) -> AsyncIterator[bytes]:
    for start in range(0, len(sound), size):
        yield sound[start : start + size]


async def made_of(sound: bytes, most: int = MOST) -> bytes:
    return b"".join([piece async for piece in playable(pieces(sound), most)])


@pytest.mark.parametrize("codec", ["amr_nb", "amr_wb"])
async def test_voice_message_becomes_what_browsers_play_and_is_as_long(codec: str) -> None:
    made = await made_of(amr(2.0, codec))
    assert media_type_of(io.BytesIO(made)) == "audio/mpeg"
    with av.open(io.BytesIO(made), mode="r") as sound:
        assert sound.duration is not None
        assert math.isclose(sound.duration / av.time_base, 2.0, abs_tol=0.15)


@pytest.mark.parametrize("sound", [b"ID3 something else", b"#!A", b"#!AMR\n<script>", b"RIFF" + struct.pack("<I", 4) + b"WAVE"])
async def test_anything_else_stays_as_it_came(sound: bytes) -> None:
    assert await made_of(sound) == sound


async def test_nothing_stays_nothing() -> None:
    assert await made_of(b"") == b""


async def test_one_too_large_is_passed_on_unread_for_the_limit_to_refuse() -> None:
    sound = amr(1.0)
    assert await made_of(sound, most=100) == sound
