"""Sound as files hold it, and where in it somebody speaks. In memory it is 16-bit mono PCM at 8 kHz, as a telephone carries it."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

RATE = 8000
BYTES_A_MS = 2 * RATE // 1000
_LOUDEST = 32767
_BLOCK_MS = 10


def read_wav(path: Path) -> bytes:
    """Any rate and any number of channels, 16 bits."""
    with wave.open(str(path), "rb") as opened:
        channels, rate = opened.getnchannels(), opened.getframerate()
        samples = np.frombuffer(opened.readframes(opened.getnframes()), dtype="<i2")
    mono = samples.reshape(-1, channels).mean(axis=1)
    return resampled(mono, rate)


def read_growing_wav(path: Path) -> bytes:
    """One that is still being written, at 8 kHz and of one channel: its header does not know yet how long it is."""
    content = path.read_bytes()
    begin = content.find(b"data") + 8
    return content[begin : len(content) - (len(content) - begin) % 2]


def resampled(samples: NDArray[np.floating], rate: int) -> bytes:
    """`samples` of one channel, in the range of 16 bits."""
    ratio = Fraction(RATE, rate)
    converted = samples if ratio == 1 else resample_poly(samples, ratio.numerator, ratio.denominator)
    return np.clip(np.rint(converted), -_LOUDEST, _LOUDEST).astype("<i2").tobytes()


def write_wav(path: Path, pcm: bytes) -> Path:
    with wave.open(str(path), "wb") as opened:
        opened.setparams((1, 2, RATE, 0, "NONE", ""))
        opened.writeframes(pcm)
    return path


def silence(milliseconds: int) -> bytes:
    return bytes(milliseconds * BYTES_A_MS)


def tone(milliseconds: int, *hertz: float, level: float = 0.3) -> bytes:
    """`level`: of the loudest possible, all frequencies together."""
    at = np.arange(milliseconds * RATE // 1000) / RATE
    mixed = sum((np.sin(2 * np.pi * each * at) for each in hertz), np.zeros_like(at)) / len(hertz)
    return (mixed * level * _LOUDEST).astype("<i2").tobytes()


def louder(pcm: bytes, times: float) -> bytes:
    """Cut off where it would not fit, as a microphone does that is shouted into."""
    samples = np.frombuffer(pcm, dtype="<i2").astype(float) * times
    return np.clip(samples, -_LOUDEST, _LOUDEST).astype("<i2").tobytes()


def levels(pcm: bytes) -> NDArray[np.floating]:
    """Of each 10 ms, the root of the mean square, 1.0 being the loudest possible."""
    samples = np.frombuffer(pcm[: len(pcm) // (_BLOCK_MS * BYTES_A_MS) * _BLOCK_MS * BYTES_A_MS], dtype="<i2").astype(float)
    blocks = samples.reshape(-1, _BLOCK_MS * RATE // 1000)
    found: NDArray[np.floating] = np.sqrt((blocks**2).mean(axis=1)) / _LOUDEST
    return found


def first_sound_ms(pcm: bytes, after_ms: int = 0, *, above: float = 0.01) -> int | None:
    """Where something is first heard behind `after_ms`."""
    loud = np.flatnonzero(levels(pcm)[after_ms // _BLOCK_MS :] > above)
    return int(loud[0]) * _BLOCK_MS + after_ms if len(loud) else None


def last_sound_ms(pcm: bytes, *, above: float = 0.01) -> int | None:
    """Where the last that is heard ends."""
    loud = np.flatnonzero(levels(pcm) > above)
    return (int(loud[-1]) + 1) * _BLOCK_MS if len(loud) else None


def quiet_from_ms(pcm: bytes, after_ms: int, *, lasting_ms: int, above: float = 0.01) -> int | None:
    """Where, behind `after_ms`, a quiet of that length begins."""
    loud = levels(pcm) > above
    blocks = lasting_ms // _BLOCK_MS
    for begin in range(after_ms // _BLOCK_MS, len(loud) - blocks + 1):
        if not loud[begin : begin + blocks].any():
            return begin * _BLOCK_MS
    return None
