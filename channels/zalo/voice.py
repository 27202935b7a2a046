"""Voice messages come as AMR, which no browser plays: written anew as MP3, which all do."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator

import av
import structlog
from av.error import FFmpegError

_AMR = b"#!AMR"
_RATE = 16_000
_BITS_A_SECOND = 32_000
# Ten minutes; more than any voice message, and a bound on what decoding may cost.
_MOST_SECONDS = 600
_log = structlog.get_logger()


async def playable(stream: AsyncIterator[bytes], most_bytes: int) -> AsyncIterator[bytes]:
    """The sound as browsers play it; what is no AMR, is too large, or cannot be decoded, as it came."""
    sound, is_amr = bytearray(), True
    async for piece in stream:
        sound += piece
        is_amr = is_amr and len(sound) <= most_bytes and _may_be_amr(sound)
        if not is_amr:
            yield bytes(sound)
            sound.clear()
    if sound:
        yield await asyncio.to_thread(_written_anew, bytes(sound))


def _may_be_amr(sound: bytearray) -> bool:
    return _AMR.startswith(bytes(sound[: len(_AMR)]))


def _written_anew(sound: bytes) -> bytes:
    if not sound.startswith(_AMR):
        return sound
    try:
        return _as_mp3(sound)
    except (FFmpegError, ValueError) as error:
        _log.warning("zalo: a voice message was kept as it came", error=type(error).__name__)
        return sound


def _as_mp3(sound: bytes) -> bytes:
    target = io.BytesIO()
    with av.open(io.BytesIO(sound), "r", format="amr") as source, av.open(target, "w", format="mp3") as written:
        voice = written.add_stream("libmp3lame", rate=_RATE, layout="mono")
        voice.bit_rate = _BITS_A_SECOND
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=_RATE)
        for frame in source.decode(audio=0):
            if frame.time is not None and frame.time > _MOST_SECONDS:
                break
            for part in resampler.resample(frame):
                written.mux(voice.encode(part))
        for part in resampler.resample(None):
            written.mux(voice.encode(part))
        written.mux(voice.encode(None))
    return target.getvalue()
