from __future__ import annotations

import numpy as np

from benchmarks.phone_hearing import u_law


def test_known_codes_of_the_standard():
    assert np.frombuffer(u_law.decoded(bytes([0x00, 0x80, 0xFF, 0x7F])), "<i2").tolist() == [-32124, 32124, 0, 0]


def test_a_voice_keeps_its_shape():
    voice = (8000 * np.sin(np.arange(800) / 10)).astype("<i2")
    back = np.frombuffer(u_law.decoded(u_law.encoded(voice.tobytes())), "<i2")
    assert np.abs(back - voice.astype(int)).max() < 300
