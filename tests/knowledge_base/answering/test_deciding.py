from __future__ import annotations

import pytest

from knowledge_base.answering.deciding import brings_new_topic, favour_records, named_in_clause, sure, without, worth_asking
from knowledge_base.answering.question import Aspect
from knowledge_base.search.index import NOTHING, Found, Hit
from tests.knowledge_base.made_up import choice


def found(nothing: float = 0.0, *, both: float = 1.0, **shares: float) -> Found:
    hits = sorted((Hit(key, share, {"line_both": both}) for key, share in shares.items()), key=lambda hit: -hit.share)
    return Found(tuple(hits), nothing)


class TestFavourRecords:
    def test_common_question_counts_less_where_a_fee_is_asked(self) -> None:
        weighed = favour_records(found(faq=0.6, record=0.4), {"faq"}, [Aspect.FEE])
        assert weighed.best is not None
        assert weighed.best.key == "record"
        assert sum(hit.share for hit in weighed.hits) + weighed.nothing == pytest.approx(1)

    def test_nothing_changes_where_only_the_place_is_asked(self) -> None:
        asked = found(faq=0.6, record=0.4)
        assert favour_records(asked, {"faq"}, [Aspect.PLACE]) is asked


class TestSure:
    def test_one_that_is_likelier_than_all_others_together(self) -> None:
        assert sure(found(a=0.7, b=0.3)) is not None

    def test_none_where_the_next_is_close_behind(self) -> None:
        assert sure(found(a=0.52, b=0.47)) is None

    def test_none_where_it_is_a_toss_up_or_nothing_was_found(self) -> None:
        assert sure(found(a=0.4, b=0.35, c=0.25)) is None
        assert sure(NOTHING) is None


class TestWithout:
    def test_what_is_left_shares_what_was_taken(self) -> None:
        left = without(found(0.2, a=0.6, b=0.2), {"a"})
        assert [hit.key for hit in left.hits] == ["b"]
        assert left.hits[0].share == pytest.approx(0.5)
        assert left.nothing == pytest.approx(0.5)


class TestNamedInClause:
    def test_needs_a_name_and_not_only_likelihood(self) -> None:
        assert named_in_clause(found(a=0.9, both=0.8)) is not None
        assert named_in_clause(found(a=0.9, both=0.1)) is None


class TestBringsNewTopic:
    def test_another_entry_called_by_its_name(self) -> None:
        assert brings_new_topic(found(b=0.9), ["a"], {})

    def test_not_what_is_at_hand_nor_a_mere_likelihood(self) -> None:
        assert not brings_new_topic(found(a=0.9), ["a"], {})
        assert not brings_new_topic(found(b=0.9, both=0.2), ["a"], {})

    def test_not_a_choice_that_holds_what_is_at_hand(self) -> None:
        which = choice("choice-a", ("giấy tờ",), {"1.000001": "A", "1.000002": "B"})
        assert not brings_new_topic(found(**{"choice-a": 0.9}), ["1.000002"], {"choice-a": which})


class TestWorthAsking:
    def test_at_most_four_and_none_far_behind_the_best(self) -> None:
        assert [hit.key for hit in worth_asking(found(a=0.3, b=0.2, c=0.15, d=0.12, e=0.11, f=0.01))] == ["a", "b", "c", "d"]
        assert [hit.key for hit in worth_asking(found(a=0.45, b=0.01))] == ["a"]

    def test_guesses_are_not(self) -> None:
        assert worth_asking(found(0.8, a=0.1, b=0.1)) == []
