from __future__ import annotations

import pytest

from app.evaluating import ExpectedTurn, Outcome, Result, read_dialogues
from core.errors import InputError


def outcome(behaviour: str, codes: list[str], *, expected: str = "answer", acceptable: tuple[str, ...] = ("1.001193",), **more) -> Outcome:
    turn = ExpectedTurn(text="làm giấy khai sinh", behaviour=expected, codes=list(acceptable), aspects=more.pop("asked", []))
    return Outcome("d", more.pop("turn", 0), turn, behaviour, codes, more.pop("aspects", []), 0.8, more.pop("milliseconds", 40.0))


class TestOutcome:
    def test_right_needs_an_answer_with_an_acceptable_code_first(self):
        assert outcome("answer", ["1.001193"]).right
        assert not outcome("answer", ["1.000894", "1.001193"]).right
        assert not outcome("clarify", ["1.001193"]).right

    def test_asking_back_helps_when_an_acceptable_code_is_among_four_options(self):
        assert outcome("clarify", ["a", "b", "c", "1.001193"]).helped
        assert not outcome("clarify", ["a", "b", "c", "d", "1.001193"]).helped

    def test_another_procedure_is_wrong_and_silence_is_not(self):
        assert outcome("answer", ["1.000894"]).wrong
        assert not outcome("refuse", []).wrong

    def test_behaviour_may_have_alternatives(self):
        assert outcome("clarify", [], expected="answer|clarify").behaviour_right

    def test_every_asked_aspect_must_be_there_but_words_for_clarifying_do_not_count(self):
        assert outcome("answer", [], asked=["fee", "province"], aspects=["fee", "time"]).aspects_complete
        assert not outcome("answer", [], asked=["fee", "time"], aspects=["fee"]).aspects_complete


class TestSummary:
    def test_shares_are_over_the_turns_that_expect_an_answer(self):
        result = Result(
            [outcome("answer", ["1.001193"]), outcome("answer", ["x"]), outcome("refuse", [], expected="refuse", acceptable=())]
        )
        summary = result.summary()
        assert (summary["turns"], summary["answer_turns"]) == (3, 2)
        assert (summary["right"], summary["wrong"], summary["missed"]) == (0.5, 0.5, 0.0)

    def test_nothing_to_count_is_no_crash(self):
        assert Result().summary()["right"] == 0.0


class TestReadDialogues:
    def test_a_bad_line_is_named(self, tmp_path):
        path = tmp_path / "set.jsonl"
        path.write_text('{"id": "a", "turns": []}\n{"id": 3}\n', encoding="utf-8")
        with pytest.raises(InputError, match="dòng 2"):
            read_dialogues(path)

    def test_a_file_that_is_no_text_is_refused_in_words(self, tmp_path):
        path = tmp_path / "set.jsonl"
        path.write_bytes(b"\xff\xfe\x00\x81")
        with pytest.raises(InputError, match="UTF-8"):
            read_dialogues(path)
