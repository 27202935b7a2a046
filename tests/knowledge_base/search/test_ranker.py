from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search.candidates import NOTHING_FEATURES, Candidates, alternative_names, feature_names
from knowledge_base.search.ranker import MODEL, Ranker

RECALL = feature_names().index("line_recall")


def candidates(*recalls: float) -> Candidates:
    features = np.zeros((len(recalls), len(feature_names())))
    features[:, RECALL] = recalls
    nothing = np.zeros(len(NOTHING_FEATURES))
    nothing[0] = 1.0
    return Candidates([str(number) for number in range(len(recalls))], features, nothing)


class TestShares:
    def test_shares_and_that_of_none_of_them_make_one(self) -> None:
        shares, nothing = Ranker.from_json('{"weights": {"line_recall": 2, "nothing": 1}}').shares(candidates(0.2, 0.9))
        assert shares.sum() + nothing == pytest.approx(1)
        assert shares[1] > shares[0]

    def test_follow_the_odds_of_the_utilities(self) -> None:
        shares, nothing = Ranker.from_json('{"weights": {"line_recall": 1}}').shares(candidates(1.0))
        assert shares[0] / nothing == pytest.approx(np.e)

    @given(st.lists(st.floats(-50, 50), min_size=1, max_size=8), st.floats(-20, 20))
    def test_are_shares_whatever_the_features(self, recalls: list[float], weight: float) -> None:
        ranker = Ranker.from_json(json.dumps({"weights": {"line_recall": weight, "nothing": 1}}))
        shares, nothing = ranker.shares(candidates(*recalls))
        assert all(0 <= share <= 1 for share in (*shares, nothing))
        assert shares.sum() + nothing == pytest.approx(1)

    def test_weigh_the_way_to_none_of_them_by_its_own_features(self) -> None:
        shares, nothing = Ranker.from_json('{"weights": {"line_recall": 1, "nothing": 10}}').shares(candidates(0.1, 0.2))
        assert nothing > shares.max()

    def test_huge_utilities_do_not_overflow(self) -> None:
        shares, _ = Ranker.from_json('{"weights": {"line_recall": 1000}}').shares(candidates(1.0, 5.0))
        assert shares[1] == pytest.approx(1)


class TestLearned:
    def test_knows_every_feature(self) -> None:
        ranker = Ranker.learned()
        assert ranker.weights.shape == (len(alternative_names()),)
        assert np.isfinite(ranker.weights).all()

    def test_trees_were_grown_on_the_features_of_today(self) -> None:
        trees = Ranker.learned().trees
        assert trees is not None
        assert trees.feature_count == len(alternative_names())

    def test_a_feature_it_was_not_trained_with_counts_nothing(self) -> None:
        assert not Ranker.from_json(json.dumps({"weights": {}})).weights.any()

    def test_every_weight_it_was_trained_with_still_has_its_feature(self) -> None:
        model = json.loads(MODEL.read_text(encoding="utf-8"))
        assert set(model["weights"]) - set(alternative_names()) == set()

    def test_is_read_once(self) -> None:
        assert Ranker.learned() is Ranker.learned()
