from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.judging.dialogues import ExpectedTurn
from knowledge_base.judging.figures import BEHAVIOURS
from knowledge_base.judging.outcomes import NO_REPLY, Outcome


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

    def test_right_where_no_code_is_named_is_any_answer(self):
        assert outcome("answer", ["1.000894"], acceptable=()).right
        assert not outcome("answer", []).right

    def test_any_of_several_acceptable_codes_is_right(self):
        assert outcome("answer", ["1.000894"], acceptable=("1.001193", "1.000894")).right

    def test_asking_for_nothing_in_particular_has_nothing_to_complete(self):
        assert outcome("answer", [], asked=["province", "case"]).aspects_complete
        assert not outcome("answer", [], asked=["province", "case"]).asks_aspects
        assert outcome("answer", [], asked=["province", "fee"]).asks_aspects


class TestFailed:
    @pytest.mark.parametrize(
        ("behaviour", "codes", "more"),
        [
            ("answer", ["1.000894"], {}),
            ("refuse", [], {}),
            ("clarify", ["1.000894"], {}),
            ("answer", ["1.001193"], {"asked": ["fee"], "aspects": ["time"]}),
            ("refuse", [], {"expected": "smalltalk"}),
            (NO_REPLY, [], {}),
        ],
        ids=["wrong", "missed", "asked about others", "aspect left out", "other behaviour", "no reply"],
    )
    def test_what_did_not_help_has(self, behaviour: str, codes: list[str], more: dict[str, Any]):
        assert outcome(behaviour, codes, **more).failed

    @pytest.mark.parametrize(
        ("behaviour", "codes", "more"),
        [
            ("answer", ["1.001193"], {"asked": ["fee"], "aspects": ["fee", "time"]}),
            ("clarify", ["1.000894", "1.001193"], {}),
            ("clarify", ["1.001193"], {"asked": ["fee"]}),
            ("smalltalk", [], {"expected": "smalltalk"}),
            ("refer", [], {"expected": "refuse|refer"}),
        ],
        ids=["right", "asked back", "asked back before the aspect", "as expected", "an alternative"],
    )
    def test_what_helped_has_not(self, behaviour: str, codes: list[str], more: dict[str, Any]):
        assert not outcome(behaviour, codes, **more).failed

    @given(
        got=st.sampled_from(BEHAVIOURS),
        expected=st.sampled_from(["answer", "clarify", "answer|clarify", "refer|answer"]),
        codes=st.lists(st.sampled_from(["1.001193", "1.000894"]), max_size=5),
    )
    def test_turn_about_a_topic_helped_or_was_wrong_or_was_missed(self, got: str, expected: str, codes: list[str]):
        judged = outcome(got, codes, expected=expected)
        assert not (judged.helped and judged.wrong)
        assert not judged.right or judged.helped
