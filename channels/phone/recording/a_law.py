"""Sound as telephone lines carry it (G.711, A-law): a byte a sample. What came over such a line comes out as it went in."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

_FLIPPED = 0x55
_POSITIVE = 0x80


def _table() -> NDArray[numpy.uint8]:
    """For each 16-bit sample, read as an unsigned number, its byte."""
    samples = numpy.arange(1 << 16, dtype=numpy.uint16).view(numpy.int16).astype(numpy.int32)
    # 13 bits are kept, one of them the sign; a negative sample is that of its complement.
    size = numpy.where(samples >= 0, samples, ~samples) >> 3
    segment = numpy.zeros_like(size)
    for bit in range(5, 12):
        segment[size >= 1 << bit] = bit - 4
    step = (size >> numpy.maximum(segment, 1)) & 0x0F
    sign = numpy.where(samples >= 0, _POSITIVE, 0)
    return numpy.asarray((sign | segment << 4 | step) ^ _FLIPPED, dtype=numpy.uint8)


_TABLE = _table()


def interleaved(left: bytes, right: bytes) -> bytes:
    """Two channels of PCM of the same length as one of A-law, a sample of each in turn."""
    both = numpy.empty(len(left), dtype=numpy.uint8)
    both[0::2] = _TABLE[numpy.frombuffer(left, dtype="<u2")]
    both[1::2] = _TABLE[numpy.frombuffer(right, dtype="<u2")]
    return both.tobytes()
