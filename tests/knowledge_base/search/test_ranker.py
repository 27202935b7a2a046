from __future__ import annotations

import json

import numpy as np
import pytest

from knowledge_base.search.candidates import NOTHING_FEATURES, Candidates, feature_names
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.query import prepare
from knowledge_base.search.ranker import Ranker
from knowledge_base.search.searchables import Searchable

RECALL = feature_names().index("line_recall")


def candidates(*recalls: float) -> Candidates:
    features = np.zeros((len(recalls), len(feature_names())))
    features[:, RECALL] = recalls
    nothing = np.zeros(len(NOTHING_FEATURES))
    nothing[0] = 1.0
    return Candidates([str(number) for number in range(len(recalls))], features, nothing)


class TestShares:
    def test_shares_and_that_of_none_of_them_make_one(self) -> None:
        shares, nothing = Ranker.from_json('{"weights": {"line_recall": 2}, "nothing": {"nothing": 1}}').shares(candidates(0.2, 0.9))
        assert shares.sum() + nothing == pytest.approx(1)
        assert shares[1] > shares[0]

    def test_follow_the_odds_of_the_utilities(self) -> None:
        shares, nothing = Ranker.from_json('{"weights": {"line_recall": 1}, "nothing": {}}').shares(candidates(1.0))
        assert shares[0] / nothing == pytest.approx(np.e)

    def test_huge_utilities_do_not_overflow(self) -> None:
        shares, _ = Ranker.from_json('{"weights": {"line_recall": 1000}, "nothing": {}}').shares(candidates(1.0, 5.0))
        assert shares[1] == pytest.approx(1)


class TestLearned:
    def test_knows_every_feature(self) -> None:
        ranker = Ranker.learned()
        assert ranker.weights.shape == (len(feature_names()),)
        assert np.isfinite(ranker.weights).all()
        assert np.isfinite(ranker.nothing_weights).all()

    def test_a_feature_it_was_not_trained_with_counts_nothing(self) -> None:
        assert Ranker.from_json(json.dumps({"weights": {}, "nothing": {}})).weights.any() == np.False_


class TestCandidates:
    def test_feature_names_are_unique_and_as_many_as_columns(self) -> None:
        index = SearchIndex([Searchable("a", "Đăng ký khai sinh"), Searchable("b", "Cấp hộ chiếu")])
        found = index.candidates(prepare("khai sinh"))
        assert found is not None
        assert found.features.shape == (len(found.keys), len(feature_names()))
        assert len(set(feature_names())) == len(feature_names())
