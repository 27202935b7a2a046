from __future__ import annotations

import numpy
import pytest

from channels.phone.recording.a_law import interleaved


def one(sample: int) -> int:
    sound = numpy.array([sample], dtype="<i2").tobytes()
    return interleaved(sound, sound)[0]


# ITU-T G.711, table 1: the value at which each segment begins, times 16 for 16 bits, with even bits inverted.
@pytest.mark.parametrize(
    ("sample", "byte"),
    [(0, 0xD5), (16, 0xD4), (256, 0xC5), (512, 0xF5), (1024, 0xE5), (2048, 0x95), (4096, 0x85), (8192, 0xB5), (16384, 0xA5), (32767, 0xAA)],
)
def test_samples_become_the_bytes_of_the_standard(sample: int, byte: int) -> None:
    assert one(sample) == byte
    assert one(~sample) == byte ^ 0x80


def test_sides_take_turns() -> None:
    both = interleaved(numpy.array([0, 0], dtype="<i2").tobytes(), numpy.array([32767, 32767], dtype="<i2").tobytes())
    assert both == bytes([0xD5, 0xAA, 0xD5, 0xAA])
