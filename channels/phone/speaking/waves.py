"""Sound of any rate and number of channels as the phone carries it, and back into a WAV file."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from wave import open as open_wave

import av
import numpy as np
from av.error import FFmpegError

from channels.phone.sound import RATE

_HEADER_BYTES = 44
_LONGEST_SECONDS = 300
# Of 32768: the breath of a machine's voice before its first word, and what is left of it so that no word begins with a click.
_QUIET = 150
_LEFT_BYTES = 2 * RATE * 5 // 1000


class NoSound(Exception):
    """The bytes are no sound that can be read."""


class ToPhone:
    """PCM16 mono of another rate, piece by piece."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._left = b""
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)

    def accept(self, sound: bytes) -> bytes:
        sound = self._left + sound
        whole = len(sound) // 2 * 2
        sound, self._left = sound[:whole], sound[whole:]
        if not sound or self._rate == RATE:
            return sound
        frame = av.AudioFrame.from_ndarray(np.frombuffer(sound, dtype="<i2").reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._rate
        return _pcm(self._resampler.resample(frame))

    def rest(self) -> bytes:
        return b"" if self._rate == RATE else _pcm(self._resampler.resample(None))


def read_sound(content: bytes) -> bytes:
    """Any WAV (and whatever else the decoder knows) as the phone carries it. Raises NoSound."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    try:
        with av.open(io.BytesIO(content), "r") as source:
            sound = b"".join(_decoded(source, resampler))
    except (FFmpegError, ValueError, IndexError) as error:
        raise NoSound(type(error).__name__) from error
    if not sound:
        raise NoSound("empty")
    return sound


def write_wave(path: Path, sound: bytes) -> None:
    with open_wave(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound)


def from_first_sound(sound: bytes) -> bytes:
    """Without the quiet before it, which a caller would only wait through; nothing of what is quiet throughout."""
    loud = np.flatnonzero(np.abs(np.frombuffer(sound, dtype="<i2").astype(np.int32)) > _QUIET)
    return sound[max(0, 2 * int(loud[0]) - _LEFT_BYTES) :] if len(loud) else b""


class WaveHead:
    """The head of a WAV that arrives in pieces and whose length is not known yet; what follows it is given on."""

    def __init__(self) -> None:
        self._head = b""
        self.rate = 0

    def accept(self, piece: bytes) -> bytes:
        """Raises NoSound when it is no mono PCM16 WAV."""
        if self.rate:
            return piece
        self._head += piece
        begins = self._head.find(b"data")
        if begins < 0 or len(self._head) < max(begins + 8, _HEADER_BYTES):
            if len(self._head) > 4096:
                raise NoSound("no data in the head")
            return b""
        self.rate = _rate_of(self._head)
        return self._head[begins + 8 :]


def _rate_of(head: bytes) -> int:
    begins = head.find(b"fmt ")
    if head[:4] != b"RIFF" or begins < 0:
        raise NoSound("no WAV")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head, begins + 8)
    if (kind, channels, bits) != (1, 1, 16) or not RATE <= rate <= 48_000:
        raise NoSound(f"WAV of kind {kind}, {channels} channels, {bits} bits, {rate} Hz")
    return int(rate)


def _decoded(source: av.container.InputContainer, resampler: av.AudioResampler) -> Iterator[bytes]:
    for frame in source.decode(audio=0):
        if frame.time is not None and frame.time > _LONGEST_SECONDS:
            break
        yield _pcm(resampler.resample(frame))
    yield _pcm(resampler.resample(None))


def _pcm(frames: list[av.AudioFrame]) -> bytes:
    return b"".join(frame.to_ndarray().astype("<i2").tobytes() for frame in frames)
