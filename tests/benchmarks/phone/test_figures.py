"""What a run is judged by."""

from __future__ import annotations

from benchmarks.phone.crowd import Turn
from benchmarks.phone.figures import frame_figures, kept_promises, turn_figures
from benchmarks.phone.pace import Pace

SWIFT = [Turn(0.0, 0.5, 2000)] * 19 + [Turn(0.0, 1.4, 2000)]
GOOD = [Pace(1000, 2, 3, 80.0)]


def test_frames_lost_and_late_of_all_calls_are_a_share_of_all():
    figures = frame_figures([Pace(1000, 5, 5, 80.0), Pace(3000, 0, 10, 120.0)])
    assert (figures["frames"], figures["lost"], figures["late"]) == (4000, 5, 15)
    assert (figures["dropped"], figures["worst_call"], figures["worst_ms"]) == (0.005, 0.01, 120.0)


def test_a_turn_without_an_answer_is_counted_and_is_no_time():
    figures = turn_figures([*SWIFT, Turn(0.0, None, 2000)])
    assert (figures["turns"], figures["unanswered"], figures["p50_ms"], figures["max_ms"]) == (21, 1, 500, 1400)


def test_a_good_run_keeps_what_was_promised():
    assert all(kept_promises(frame_figures(GOOD), turn_figures(SWIFT)).values())


def test_each_promise_can_be_broken():
    slow, worse = [Turn(0.0, 1.0, 2000)] * 20, [*SWIFT[:18], *[Turn(0.0, 1.6, 2000)] * 2]
    assert not kept_promises(frame_figures([Pace(100, 1, 1, 70.0)]), turn_figures(SWIFT))["frames"]
    assert not kept_promises(frame_figures(GOOD), turn_figures(slow))["p50"]
    assert not kept_promises(frame_figures(GOOD), turn_figures(worse))["p95"]
    assert not kept_promises(frame_figures(GOOD), turn_figures([*SWIFT, Turn(0.0, None, 0)]))["answered"]


def test_a_run_in_which_nothing_happened_keeps_nothing():
    assert not any(kept_promises(frame_figures([]), turn_figures([])).values())
