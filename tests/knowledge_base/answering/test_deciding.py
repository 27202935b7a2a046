from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.answering.deciding import (
    MOST_OPTIONS,
    favour_records,
    favour_unforeign,
    named_in_clause,
    sure,
    worth_asking,
)
from knowledge_base.answering.question import Aspect
from knowledge_base.search.index import NOTHING, Found, Hit


def found(nothing: float = 0.0, *, both: float = 1.0, **shares: float) -> Found:
    hits = sorted((Hit(key, share, {"line_both": both}) for key, share in shares.items()), key=lambda hit: -hit.share)
    return Found(tuple(hits), nothing)


_SHARES = st.lists(st.floats(0.001, 1), min_size=1, max_size=8)


def likely(weights: list[float]) -> Found:
    """Shares of as many entries "0", "1" … and of none of them, in the given proportions."""
    whole = sum(weights)
    return found(weights[-1] / whole, **{str(number): weight / whole for number, weight in enumerate(weights[:-1])})


class TestFavourRecords:
    def test_common_question_counts_less_where_a_fee_is_asked(self) -> None:
        weighed = favour_records(found(faq=0.6, record=0.4), {"faq"}, [Aspect.FEE])
        assert weighed.best is not None
        assert weighed.best.key == "record"
        assert sum(hit.share for hit in weighed.hits) + weighed.nothing == pytest.approx(1)

    def test_nothing_changes_where_only_the_place_is_asked(self) -> None:
        asked = found(faq=0.6, record=0.4)
        assert favour_records(asked, {"faq"}, [Aspect.PLACE]) is asked

    @given(_SHARES)
    def test_shares_still_add_up_and_the_best_comes_first(self, weights: list[float]) -> None:
        weighed = favour_records(likely(weights), {"0", "2", "4"}, [Aspect.DOCUMENTS])
        shares = [hit.share for hit in weighed.hits]
        assert sum(shares) + weighed.nothing == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)

    def test_nothing_found_stays_nothing(self) -> None:
        assert favour_records(NOTHING, {"faq"}, [Aspect.FEE]) == NOTHING


class TestFavourUnforeign:
    def test_record_of_abroad_counts_less_and_the_shares_still_make_one(self) -> None:
        weighed = favour_unforeign(found(abroad=0.5, here=0.5), {"abroad"})
        assert weighed.best is not None
        assert weighed.best.key == "here"
        assert sum(hit.share for hit in weighed.hits) + weighed.nothing == pytest.approx(1)


class TestSure:
    def test_one_that_is_likelier_than_all_others_together(self) -> None:
        assert sure(found(a=0.7, b=0.3)) is not None

    def test_none_where_the_next_is_close_behind(self) -> None:
        assert sure(found(a=0.52, b=0.47)) is None

    def test_none_where_it_is_a_toss_up_or_nothing_was_found(self) -> None:
        assert sure(found(a=0.4, b=0.35, c=0.25)) is None
        assert sure(NOTHING) is None

    def test_as_sure_as_is_needed(self) -> None:
        assert sure(found(a=0.7, b=0.1), 0.8) is None
        assert sure(found(a=0.9, b=0.1), 0.8) is not None

    def test_the_only_one_found_is_sure_where_it_is_likely(self) -> None:
        assert sure(found(0.1, a=0.9)) is not None
        assert sure(found(0.9, a=0.1)) is None


class TestNamedInClause:
    def test_needs_a_name_and_not_only_likelihood(self) -> None:
        assert named_in_clause(found(a=0.9, both=0.8)) is not None
        assert named_in_clause(found(a=0.9, both=0.1)) is None

    def test_side_by_side_part_of_the_name_is_enough_where_nothing_else_is_meant(self) -> None:
        assert named_in_clause(found(a=0.95, both=0.45), is_side_by_side=True) is not None
        assert named_in_clause(found(a=0.95, both=0.45)) is None
        assert named_in_clause(found(a=0.6, both=0.45), is_side_by_side=True) is None
        assert named_in_clause(found(a=0.95, both=0.2), is_side_by_side=True) is None

    def test_none_of_nothing(self) -> None:
        assert named_in_clause(NOTHING) is None


class TestWorthAsking:
    def test_at_most_four_and_none_far_behind_the_best(self) -> None:
        assert [hit.key for hit in worth_asking(found(a=0.3, b=0.2, c=0.15, d=0.12, e=0.11, f=0.01))] == ["a", "b", "c", "d"]
        assert [hit.key for hit in worth_asking(found(a=0.45, b=0.01))] == ["a"]

    def test_one_alone_where_it_stands_out_from_all_others(self) -> None:
        assert [hit.key for hit in worth_asking(found(0.7, a=0.25, b=0.02))] == ["a"]

    @given(_SHARES)
    def test_at_most_four_best_first_and_each_once(self, weights: list[float]) -> None:
        near = worth_asking(likely(weights))
        assert len(near) <= MOST_OPTIONS
        assert near == list(likely(weights).hits[: len(near)])

    def test_none_of_nothing(self) -> None:
        assert worth_asking(NOTHING) == []

    def test_guesses_are_not(self) -> None:
        assert worth_asking(found(0.8, a=0.1, b=0.1)) == []
