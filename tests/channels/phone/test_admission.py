from __future__ import annotations

from channels.phone.admission import Admission, Limits, Verdict


def admission(at_once: int = 2, per_number: int = 100, clock=lambda: 0.0) -> Admission:
    return Admission(Limits(at_once, per_number), clock=clock)


def test_as_many_talk_as_there_are_lines_as_many_are_told_and_the_rest_refused():
    desk = admission()
    verdicts = [desk.ask("") for _ in range(6)]
    assert verdicts == [Verdict.TALK] * 2 + [Verdict.TOLD_BUSY] * 2 + [Verdict.REFUSED] * 2


def test_who_leaves_makes_room():
    desk = admission(at_once=1)
    desk.ask("")
    busy = desk.ask("")
    desk.leave(Verdict.TALK)
    assert desk.ask("") is Verdict.TALK
    desk.leave(busy)
    assert desk.ask("") is Verdict.TOLD_BUSY


def test_one_number_does_not_take_all_lines():
    desk = admission(at_once=100, per_number=2)
    assert [desk.ask("0912345678") for _ in range(5)] == [Verdict.TALK] * 2 + [Verdict.TOLD_BUSY] * 2 + [Verdict.REFUSED]
    assert desk.ask("0987654321") is Verdict.TALK


def test_after_an_hour_a_number_may_call_again():
    now = [0.0]
    desk = admission(at_once=100, per_number=1, clock=lambda: now[0])
    desk.ask("0912345678")
    now[0] = 3601.0
    assert desk.ask("0912345678") is Verdict.TALK


def test_withheld_numbers_are_not_one():
    desk = admission(at_once=100, per_number=1)
    assert [desk.ask("") for _ in range(3)] == [Verdict.TALK] * 3
