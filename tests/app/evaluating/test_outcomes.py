from __future__ import annotations

from app.evaluating.dialogues import ExpectedTurn
from app.evaluating.outcomes import Outcome


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
