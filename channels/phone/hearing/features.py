"""Sound as the acoustic model takes it: 80 log-mel energies for each 10 ms of 25 ms windows at 16 kHz, as Kaldi computes them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from channels.phone.sound import RATE

type Floats = NDArray[np.float32]

BANDS = 80
_MODEL_RATE = 2 * RATE
_WINDOW = _MODEL_RATE * 25 // 1000
STEP = _MODEL_RATE * 10 // 1000
_FFT = 512
_PREEMPHASIS = 0.97
_LOWEST_HZ = 20.0
_SMALLEST = np.finfo(np.float32).eps
# Twice the rate by a windowed sinc: what is mirrored above 4 kHz is damped away.
_HALF_TAPS = 32


class Features:
    """Of one utterance, piece by piece."""

    def __init__(self) -> None:
        self._before = np.zeros(2 * _HALF_TAPS - 1, dtype=np.float32)
        self._waiting = np.zeros(0, dtype=np.float32)

    def accept(self, sound: bytes) -> Floats:
        """As many new rows as have become whole."""
        self._waiting = np.concatenate((self._waiting, self._doubled(sound)))
        count = max(0, 1 + (len(self._waiting) - _WINDOW) // STEP)
        if not count:
            return np.zeros((0, BANDS), dtype=np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(self._waiting, _WINDOW)[::STEP][:count]
        self._waiting = self._waiting[count * STEP :]
        return _energies(windows)

    def _doubled(self, sound: bytes) -> Floats:
        known = np.concatenate((self._before, np.frombuffer(sound, dtype="<i2").astype(np.float32)))
        self._before = known[len(known) - (2 * _HALF_TAPS - 1) :]
        between = np.convolve(known, _BETWEEN, mode="valid").astype(np.float32)
        doubled = np.empty(2 * len(between), dtype=np.float32)
        doubled[0::2], doubled[1::2] = known[_HALF_TAPS - 1 : _HALF_TAPS - 1 + len(between)], between
        return doubled


def _energies(windows: Floats) -> Floats:
    frames = windows - windows.mean(axis=1, keepdims=True)
    frames[:, 1:] = frames[:, 1:] - _PREEMPHASIS * frames[:, :-1]
    frames[:, 0] *= 1 - _PREEMPHASIS
    power = np.abs(np.fft.rfft(frames * _POVEY, _FFT))[:, : _FFT // 2] ** 2
    energies: Floats = np.log(np.maximum(power.astype(np.float32) @ _MEL, _SMALLEST))
    return energies


def _mel_bank() -> Floats:
    def mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
        return 1127.0 * np.log1p(hertz / 700.0)

    lowest, highest = mel(np.array([_LOWEST_HZ, _MODEL_RATE / 2]))
    edges = np.linspace(lowest, highest, BANDS + 2)
    bins = mel(np.arange(_FFT // 2) * _MODEL_RATE / _FFT)[:, np.newaxis]
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    triangles = np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre))
    bank: Floats = np.maximum(triangles, 0.0).astype(np.float32)
    return bank


def _half_sample_filter() -> Floats:
    """The values half-way between samples."""
    distance = np.arange(2 * _HALF_TAPS) - _HALF_TAPS + 0.5
    taps = np.sinc(distance) * np.kaiser(2 * _HALF_TAPS, 8.0)
    normed: Floats = (taps / taps.sum()).astype(np.float32)
    return normed


_POVEY: Floats = (np.hanning(_WINDOW) ** 0.85).astype(np.float32)
_MEL = _mel_bank()
_BETWEEN = _half_sample_filter()
