"""Frames on their way: which were lost and which came too late to be played, measured where they are heard."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.phone.media import FRAME_SECONDS
from benchmarks.phone.rtp import FRAME_SAMPLES, Packet
from benchmarks.phone.sound_files import RATE

# What a telephone's jitter buffer usually waits.
LATE_AFTER_SECONDS = 0.06
_HALF = 1 << 31
_ALL = 1 << 32


@dataclass(frozen=True)
class Pace:
    """`frames` that should have come, by the sound's own clock; of these, what never came and what came behind its time."""

    frames: int
    lost: int
    late: int
    worst_ms: float

    @property
    def dropped(self) -> float:
        return (self.lost + self.late) / self.frames if self.frames else 0.0


def pace_of(packets: Sequence[Packet]) -> Pace:
    """Of one call's sound. Each frame is due when its RTP timestamp says, counted from the frame that came soonest for its own."""
    if not packets:
        return Pace(0, 0, 0, 0.0)
    first = packets[0]
    behind: dict[int, float] = {}
    for packet in packets:
        behind.setdefault(packet.sequence, packet.at - first.at - _samples_since(first.timestamp, packet.timestamp) / RATE)
    soonest = min(behind.values())
    waits = [each - soonest for each in behind.values()]
    moments = [_samples_since(first.timestamp, packet.timestamp) for packet in packets]
    expected = (max(moments) - min(moments)) // FRAME_SAMPLES + 1
    late = sum(wait > LATE_AFTER_SECONDS for wait in waits)
    return Pace(expected, max(0, expected - len(behind)), late, round(max(waits) * 1000, 1))


def gaps_of(packets: Sequence[Packet], longer_than: float = 2 * FRAME_SECONDS) -> list[float]:
    """Seconds without a packet, however they are numbered."""
    times = [packet.at for packet in packets]
    return [later - sooner for sooner, later in itertools.pairwise(times) if later - sooner > longer_than]


def _samples_since(first: int, timestamp: int) -> int:
    """Timestamps begin anywhere and go round."""
    return (timestamp - first + _HALF) % _ALL - _HALF
