from __future__ import annotations

from app.evaluating.dialogues import ExpectedTurn
from app.evaluating.figures import by_behaviour, calibration, confusion, share, summarise
from app.evaluating.outcomes import Outcome


def outcome(got: str, codes: list[str], wanted: str = "answer", *, turn: int = 0, confidence: float = 0.8, ms: float = 40.0) -> Outcome:
    expected = ExpectedTurn(text="làm giấy khai sinh", behaviour=wanted, codes=["1.001193"] if wanted in ("answer", "clarify") else [])
    return Outcome("d", turn, expected, got, codes, [], confidence, ms)


RIGHT, WRONG = outcome("answer", ["1.001193"]), outcome("answer", ["1.000894"])
REFUSED = outcome("refuse", [], "refuse")


class TestSummarise:
    def test_right_is_over_turns_that_want_an_answer(self) -> None:
        summary = summarise([RIGHT, WRONG, REFUSED])
        assert (summary["turns"], summary["answer_turns"], summary["right"], summary["wrong"]) == (3, 2, 0.5, 0.5)
        assert summary["behaviours_right"] == 1.0

    def test_asking_back_with_the_right_one_helps_and_silence_is_missed(self) -> None:
        summary = summarise([outcome("clarify", ["1.001193"], "clarify"), outcome("refuse", [])])
        assert (summary["helped"], summary["missed"], summary["wrong"]) == (0.5, 0.5, 0.0)

    def test_follow_ups_are_the_later_turns(self) -> None:
        assert summarise([WRONG, outcome("answer", ["1.001193"], turn=1)])["follow_ups_right"] == 1.0

    def test_of_nothing_nothing_is_claimed(self) -> None:
        summary = summarise([])
        assert (summary["right"], summary["latency_ms_p95"]) == (None, None)

    def test_latency_at_95_percent_is_one_that_was_measured(self) -> None:
        assert summarise([outcome("answer", ["1.001193"], ms=float(n)) for n in range(1, 101)])["latency_ms_p95"] == 95.0


def test_share_counts_what_holds() -> None:
    assert share([RIGHT, WRONG, WRONG], lambda o: o.right) == 0.3333


def test_by_behaviour_counts_a_turn_under_each_alternative() -> None:
    counted = by_behaviour([outcome("refer", [], "refuse|refer")])
    assert counted["refuse"]["turns"] == counted["refer"]["turns"] == 1


def test_confusion_puts_what_came_beside_what_should_have_come() -> None:
    assert confusion([RIGHT, outcome("clarify", []), REFUSED]) == {"answer": {"answer": 1, "clarify": 1}, "refuse": {"refuse": 1}}


class TestCalibration:
    def test_right_as_often_as_claimed_has_no_error(self) -> None:
        sure = [outcome("answer", ["1.001193"], confidence=1.0)] * 4
        assert calibration(sure)["expected_error"] == 0.0

    def test_always_sure_and_always_wrong_is_all_error(self) -> None:
        assert calibration([outcome("answer", ["x"], confidence=1.0)])["expected_error"] == 1.0
