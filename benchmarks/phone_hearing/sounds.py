"""What a line carries beside the one voice that is meant: noise, music, other voices, machines. All of it made here, always the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.phone.clips import Clip
from benchmarks.phone.sound_files import RATE, silence, tone
from benchmarks.phone_hearing.lines import LINES

Samples = NDArray[np.floating]

_LOUDEST = 32767
_CHORDS = ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294))
_BELOW_DB = {"noise": (15, 10, 5, 0, -5), "music": (15, 10, 5, 0), "another voice": (15, 10, 5, 0)}
_DRAWS = 3


def spoiled(clips: Sequence[Clip]) -> Iterator[tuple[str, Clip, bytes]]:
    """How, which clip, and what comes out of the line; each decibel of `_BELOW_DB` is that of the disturbance below the voice."""
    for number, clip in enumerate(clips):
        yield "nothing", clip, LINES["A-law"](clip.pcm)
        for kind, decibels in _BELOW_DB.items():
            for below in decibels:
                for draw in range(_DRAWS):
                    disturbance = _disturbance(kind, clips, number, draw, len(clip.pcm) // 2)
                    yield f"{kind}, {below} dB below", clip, LINES["A-law"](_mixed(clip.pcm, disturbance, below))


def nobodys_words(clips: Sequence[Clip]) -> Iterator[tuple[str, bytes]]:
    """Nothing in it was said to us."""
    named = [("silence", silence(4000)), ("fax", _fax()), ("ringing tone", tone(1000, 425) + silence(3000)), ("hum", tone(4000, 50, 150))]
    named += [("siren", b"".join(tone(250, hertz, level=0.9) for hertz in (650, 900) * 8))]
    named += [("keys", b"".join(tone(150, low, high) + silence(150) for low in (697, 770, 852) for high in (1209, 1336, 1477)))]
    named += [("noise", _pcm(_white(draw, 4 * RATE) * level)) for draw in range(_DRAWS) for level in (300, 1500, 6000)]
    named += [("knocks", _pcm(_knocks(draw))) for draw in range(_DRAWS)]
    named += [("music", _pcm(_music(draw, 4 * RATE) * 6000)) for draw in range(2 * _DRAWS)]
    named += [("a voice played backwards", np.frombuffer(clip.pcm, dtype="<i2")[::-1].tobytes()) for clip in clips]
    named += [("three voices at once", _crowd(clips, number)) for number in range(len(clips))]
    for name, pcm in named:
        yield name, LINES["A-law"](pcm)


def _disturbance(kind: str, clips: Sequence[Clip], number: int, draw: int, length: int) -> Samples:
    if kind == "noise":
        return _white(draw, length)
    if kind == "music":
        return _music(draw, length)
    return np.resize(_voice(clips[(number + 1 + draw) % len(clips)]), length)


def _mixed(pcm: bytes, disturbance: Samples, below: float) -> bytes:
    voice = np.frombuffer(pcm, dtype="<i2").astype(float)
    loudness = np.sqrt(np.mean(voice**2)) / 10 ** (below / 20) / max(np.sqrt(np.mean(disturbance**2)), 1e-9)
    return _pcm(voice + disturbance * loudness)


def _crowd(clips: Sequence[Clip], number: int) -> bytes:
    voices = [_voice(clips[(number + step) % len(clips)]) for step in (0, 2, 4)]
    return _pcm(sum((np.resize(voice, len(voices[0])) for voice in voices), np.zeros(len(voices[0]))))


def _voice(clip: Clip) -> Samples:
    return np.frombuffer(clip.pcm, dtype="<i2").astype(float)


def _white(draw: int, length: int) -> Samples:
    return np.random.default_rng(1022 + draw).normal(0, 1, length)


def _music(draw: int, length: int) -> Samples:
    """Chords with overtones and a beat."""
    at = np.arange(length) / RATE
    beat = 0.4 + 0.1 * draw
    mixed = np.zeros(length)
    for place, chord in enumerate(_CHORDS):
        sounds = (at // beat).astype(int) % len(_CHORDS) == (place + draw) % len(_CHORDS)
        for hertz in chord:
            for overtone in (1, 2, 3):
                mixed += sounds * np.sin(2 * np.pi * hertz * overtone * at) / overtone
    fading: Samples = mixed * np.exp(-3 * (at % beat)) / 3
    return fading


def _knocks(draw: int) -> Samples:
    knocks = np.zeros(4 * RATE)
    for begin in np.random.default_rng(1022 + draw).integers(0, len(knocks) - 800, 8):
        knocks[begin : begin + 800] += _white(draw, 800) * np.exp(-np.arange(800) / 100) * 8000
    return knocks


def _fax() -> bytes:
    return b"".join(tone(500, 1100) + silence(1000) for _ in range(2)) + tone(2500, 2100)


def _pcm(samples: Samples) -> bytes:
    return np.clip(samples, -_LOUDEST, _LOUDEST).astype("<i2").tobytes()
