"""Telephone lines: what becomes of a voice on each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.phone import a_law
from benchmarks.phone_hearing import u_law

# Of white noise, in decibels below the voice's mean: a street behind the caller.
_NOISE_BELOW = 15.0


def _a_law(pcm: bytes) -> bytes:
    return a_law.decoded(a_law.encoded(pcm))


def _u_law(pcm: bytes) -> bytes:
    return u_law.decoded(u_law.encoded(pcm))


def _noisy(pcm: bytes) -> bytes:
    voice = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    loudness = np.sqrt(np.mean(voice**2)) / 10 ** (_NOISE_BELOW / 20)
    noise = np.random.default_rng(1022).normal(0, loudness, len(voice))
    return _a_law(np.clip(voice + noise, -32768, 32767).astype("<i2").tobytes())


LINES: dict[str, Callable[[bytes], bytes]] = {"A-law": _a_law, "µ-law": _u_law, "A-law, noise 15 dB below": _noisy}
