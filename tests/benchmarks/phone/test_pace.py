"""What counts as a frame lost or late."""

from __future__ import annotations

import pytest

from benchmarks.phone.pace import gaps_of, pace_of
from benchmarks.phone.rtp import Packet

COUNT = 100


def stream(*, first=65_500, began=1000.0, timestamp=(1 << 32) - 1600, delays=(), without=()):
    """A frame each 20 ms over the turn of sequence and timestamp; `delays` by number, in seconds."""
    late = dict(delays)
    return [
        Packet(began + number * 0.02 + late.get(number, 0.0), (first + number) % 65_536, (timestamp + number * 160) % (1 << 32), 8, 1, b"")
        for number in range(COUNT)
        if number not in without
    ]


def test_an_even_stream_loses_nothing():
    pace = pace_of(stream())
    assert (pace.frames, pace.lost, pace.late) == (COUNT, 0, 0)
    assert pace.worst_ms == pytest.approx(0, abs=0.1)


def test_frames_that_never_came_are_lost():
    assert pace_of(stream(without={3, 40, 41})).lost == 3


def test_a_frame_is_late_that_comes_behind_what_a_telephone_waits():
    pace = pace_of(stream(delays=[(10, 0.055), (20, 0.065), (30, 0.3)]))
    assert pace.late == 2
    assert pace.worst_ms == pytest.approx(300, abs=0.1)
    assert pace.dropped == 2 / COUNT


def test_a_first_frame_that_was_late_makes_no_other_early():
    assert pace_of(stream(delays=[(0, 0.1)])).late == 1


def test_packets_out_of_order_are_neither():
    packets = stream()
    packets[5], packets[6] = packets[6], packets[5]
    pace = pace_of(packets)
    assert (pace.frames, pace.lost, pace.late) == (COUNT, 0, 0)


def test_nothing_heard_is_no_frame():
    assert pace_of([]).dropped == 0.0


def test_a_stream_that_stands_still_has_a_gap():
    packets = stream()
    assert gaps_of(packets[:50] + stream(began=1000.5)[50:]) == [pytest.approx(0.52, abs=0.001)]


def test_what_the_sounds_own_clock_leaves_out_is_lost_though_no_number_is_missing():
    jumped = [Packet(each.at + 0.3, each.sequence, each.timestamp + 15 * 160, 8, 1, b"") for each in stream(timestamp=0)[50:]]
    pace = pace_of([*stream(timestamp=0)[:50], *jumped])
    assert (pace.frames, pace.lost, pace.late) == (COUNT + 15, 15, 0)
