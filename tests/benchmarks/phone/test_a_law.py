"""What was measured must not be our own coder's doing."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.phone.a_law import QUIET, decoded, encoded, loudness


def samples_of(pcm):
    return np.frombuffer(pcm, dtype="<i2").astype(int)


def test_the_standards_own_corners():
    """G.711: 0xD5 is the least positive level, 0x55 the least negative; 0xAA and 0x2A the largest."""
    assert samples_of(decoded(bytes([0xD5, 0x55, 0xAA, 0x2A]))).tolist() == [8, -8, 32256, -32256]


def test_every_code_survives_being_decoded():
    every = bytes(range(256))
    assert encoded(decoded(every)) == every


def test_speech_comes_back_within_the_steps_of_the_code():
    loud = np.linspace(-32000, 32000, 4001).astype("<i2")
    back = samples_of(decoded(encoded(loud.tobytes())))
    assert (np.abs(back - loud) <= np.maximum(16, np.abs(loud.astype(int)) // 16)).all()


def test_quiet_is_quiet():
    assert abs(samples_of(decoded(QUIET))[0]) <= 8


def test_loudness_is_of_a_whole_frame():
    assert loudness(encoded(np.full(160, 16_000, dtype="<i2").tobytes())) == pytest.approx(0.5, abs=0.02)
    assert loudness(QUIET * 160) < 0.001
    assert loudness(b"") == 0.0
