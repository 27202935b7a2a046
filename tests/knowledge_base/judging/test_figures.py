from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.judging.dialogues import ExpectedTurn
from knowledge_base.judging.figures import BEHAVIOURS, by_behaviour, calibration, confusion, share, summarise
from knowledge_base.judging.outcomes import NO_REPLY, Outcome


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

    def test_aspects_count_where_the_answer_is_right_and_something_was_asked(self) -> None:
        asked = ExpectedTurn(text="phí và thời hạn", behaviour="answer", codes=["1.001193"], aspects=["fee", "time"])
        whole, half = (Outcome("d", 0, asked, "answer", ["1.001193"], told, 0.8, 40.0) for told in (["fee", "time"], ["fee"]))
        assert summarise([whole, half, RIGHT, WRONG])["aspects_complete"] == 0.5

    def test_turn_without_a_reply_is_an_error_and_has_no_time(self) -> None:
        late = replace(outcome(NO_REPLY, [], ms=0.0), error="reply")
        summary = summarise([outcome("answer", ["1.001193"], ms=50.0), late])
        assert (summary["errors"], summary["latency_ms_p50"], summary["missed"]) == (1, 50.0, 0.5)

    @given(st.lists(st.tuples(st.sampled_from(BEHAVIOURS), st.sampled_from([["1.001193"], ["1.000894"], []])), min_size=1, max_size=20))
    def test_every_turn_about_a_topic_helped_or_was_wrong_or_missed(self, came: list[tuple[str, list[str]]]) -> None:
        summary = summarise([outcome(got, codes) for got, codes in came])
        parts = [summary[name] for name in ("helped", "wrong", "missed")]
        assert sum(part for part in parts if part is not None) == pytest.approx(1, abs=2e-4)
        assert (summary["right"] or 0) <= (summary["helped"] or 0)


def test_share_counts_what_holds() -> None:
    assert share([RIGHT, WRONG, WRONG], lambda o: o.right) == 0.3333


def test_by_behaviour_counts_a_turn_under_each_alternative() -> None:
    counted = by_behaviour([outcome("refer", [], "refuse|refer")])
    assert counted["refuse"]["turns"] == counted["refer"]["turns"] == 1

    assert counted["refuse"]["behaviour_right"] == 1.0


def test_by_behaviour_says_how_often_topics_were_helped_and_nothing_of_others() -> None:
    counted = by_behaviour([RIGHT, WRONG, REFUSED])
    assert (counted["answer"]["helped"], counted["answer"]["wrong"]) == (0.5, 0.5)
    assert "helped" not in counted["refuse"]
    assert "clarify" not in counted


def test_confusion_counts_an_alternative_that_came_and_else_the_first() -> None:
    came, neither = outcome("refer", [], "refuse|refer"), outcome("answer", [], "refuse|refer")
    assert confusion([came, neither]) == {"refuse": {"answer": 1}, "refer": {"refer": 1}}


def test_confusion_puts_what_came_beside_what_should_have_come() -> None:
    assert confusion([RIGHT, outcome("clarify", []), REFUSED]) == {"answer": {"answer": 1, "clarify": 1}, "refuse": {"refuse": 1}}


class TestCalibration:
    def test_right_as_often_as_claimed_has_no_error(self) -> None:
        sure = [outcome("answer", ["1.001193"], confidence=1.0)] * 4
        assert calibration(sure)["expected_error"] == 0.0

    def test_always_sure_and_always_wrong_is_all_error(self) -> None:
        assert calibration([outcome("answer", ["x"], confidence=1.0)])["expected_error"] == 1.0

    def test_half_right_at_half_the_confidence_has_no_error(self) -> None:
        half = [replace(judged, confidence=0.5) for judged in (RIGHT, WRONG)]
        assert calibration(half) == {"expected_error": 0.0, "bins": [{"turns": 2, "confidence": 0.5, "right": 0.5}]}

    def test_only_answers_whose_procedure_is_known_are_judged(self) -> None:
        nameless = Outcome("d", 0, ExpectedTurn(text="alo", behaviour="answer"), "answer", [], [], 0.9, 40.0)
        assert calibration([outcome("clarify", ["1.001193"]), nameless]) == {"expected_error": None, "bins": []}

    @given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
    def test_every_answer_falls_into_one_bin(self, answers: list[tuple[float, bool]]) -> None:
        judged = calibration([outcome("answer", ["1.001193" if right else "x"], confidence=sure) for sure, right in answers])
        bins, error = judged["bins"], judged["expected_error"]
        assert isinstance(bins, list)
        assert isinstance(error, float)
        assert sum(row["turns"] for row in bins) == len(answers)
        assert 0 <= error <= 1
