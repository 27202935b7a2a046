from __future__ import annotations

import pytest

from knowledge_base.answering.aspects_told import answered_aspects, told_beside
from knowledge_base.answering.question import Aspect
from tests.knowledge_base.made_up import procedure


class TestAnsweredAspects:
    OVERVIEW = (Aspect.OVERVIEW, Aspect.DOCUMENTS, Aspect.FEE, Aspect.TIME, Aspect.PLACE)

    def test_an_overview_answers_the_common_ones(self) -> None:
        assert answered_aspects([], [], [procedure()]) == answered_aspects([Aspect.OVERVIEW], [], [procedure()]) == list(self.OVERVIEW)

    def test_an_overview_answers_conditions_and_steps_where_every_record_has_them(self) -> None:
        whole = procedure(conditions=["Đủ 18 tuổi"], steps=["Nộp hồ sơ"])
        assert answered_aspects([], [], [whole]) == [*self.OVERVIEW, Aspect.CONDITIONS, Aspect.STEPS]
        assert answered_aspects([], [], [whole, procedure(steps=["Nộp"])]) == [*self.OVERVIEW, Aspect.STEPS]

    def test_asked_ones_in_the_order_of_the_answer_each_once(self) -> None:
        asked = [Aspect.FEE, Aspect.DOCUMENTS, Aspect.FEE, Aspect.OVERVIEW]
        assert answered_aspects(asked, [], [procedure()]) == [Aspect.DOCUMENTS, Aspect.FEE]

    def test_what_was_told_beside_counts(self) -> None:
        assert answered_aspects([Aspect.DOCUMENTS], [Aspect.TIME], [procedure()]) == [Aspect.DOCUMENTS, Aspect.TIME]


class TestToldBeside:
    def test_an_overview_needs_nothing_beside(self) -> None:
        assert told_beside([], [procedure()], asks_whether=False) == []

    def test_whoever_asks_for_one_thing_hears_time_fee_and_place_too(self) -> None:
        assert told_beside([Aspect.DOCUMENTS], [procedure()], asks_whether=False) == [Aspect.TIME, Aspect.FEE, Aspect.PLACE]
        assert told_beside([Aspect.FEE], [procedure()], asks_whether=False) == [Aspect.TIME, Aspect.PLACE]

    def test_may_i_also_hears_the_conditions_where_there_are_any(self) -> None:
        record = procedure(conditions=["Đủ 18 tuổi"])
        assert Aspect.CONDITIONS in told_beside([Aspect.ONLINE], [record], asks_whether=True)
        assert Aspect.CONDITIONS not in told_beside([Aspect.ONLINE], [procedure()], asks_whether=True)

    def test_may_i_without_an_aspect_is_told_that_no_conditions_are_recorded(self) -> None:
        assert told_beside([], [procedure()], asks_whether=True) == [Aspect.CONDITIONS]

    @pytest.mark.parametrize("asked", [Aspect.CONDITIONS, Aspect.STEPS, Aspect.FORM, Aspect.OUTCOME])
    def test_who_gathers_the_papers_next_also_hears_which_they_are(self, asked: Aspect) -> None:
        assert Aspect.DOCUMENTS in told_beside([asked], [procedure()], asks_whether=False)

    @pytest.mark.parametrize("asked", [Aspect.FEE, Aspect.TIME, Aspect.PLACE, Aspect.ONLINE])
    def test_a_short_question_gets_no_list_of_papers(self, asked: Aspect) -> None:
        assert Aspect.DOCUMENTS not in told_beside([asked], [procedure()], asks_whether=False)
