from __future__ import annotations

import sys

import numpy as np
import pytest

from channels.phone.activity.silero import Silero
from channels.phone.sound import FRAME_BYTES, SILENCE


@pytest.fixture(scope="module")
def silero():
    return Silero()


def likeliest(silero, sound):
    watching = silero.begin()
    return max(watching.accept(sound[begins : begins + FRAME_BYTES]) for begins in range(0, len(sound) - FRAME_BYTES + 1, FRAME_BYTES))


def test_silence_is_no_speech(silero):
    assert likeliest(silero, SILENCE * 100) < 0.2


def test_noise_is_no_speech(silero):
    noise = np.random.default_rng(1).normal(0, 500, 16_000).astype("<i2").tobytes()
    assert likeliest(silero, noise) < 0.5


def test_a_fax_tone_is_no_speech(silero):
    tone = (8000 * np.sin(2 * np.pi * 1100 * np.arange(16_000) / 8000)).astype("<i2").tobytes()
    assert likeliest(silero, tone) < 0.5


def test_calls_do_not_hear_each_other(silero):
    one, other = silero.begin(), silero.begin()
    loud = np.random.default_rng(1).normal(0, 9000, 160).astype("<i2").tobytes()
    for _ in range(50):
        one.accept(loud)
        assert other.accept(SILENCE) < 0.2


def test_torch_is_not_wanted():
    assert "torch" not in sys.modules
