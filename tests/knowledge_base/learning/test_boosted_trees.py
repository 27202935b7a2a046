from __future__ import annotations

import lightgbm
import numpy as np

from knowledge_base.learning.alternatives import Case, Table
from knowledge_base.learning.boosted_trees import grow, model_text
from knowledge_base.learning.conditional_logit import fit


def middle_meant(chance: np.random.Generator, count: int) -> list[Case]:
    """What is meant has neither the most nor the least of a feature: no weight can say that."""
    cases = []
    for _ in range(count):
        noise = chance.random((3, 1))
        cases.append(Case(np.hstack([np.array([[0.0], [0.5], [1.0]]), noise]), (1,)))
    return cases


def surprise(cases: list[Case], utility: np.ndarray) -> float:
    return Table.of(cases).surprise(utility)[0] / len(cases)


class TestGrow:
    def test_learns_what_weights_of_single_features_cannot_say(self) -> None:
        cases, unseen = middle_meant(np.random.default_rng(1), 600), middle_meant(np.random.default_rng(2), 200)
        weights = fit(cases, pull=0.1)
        trees = grow(cases, weights, rounds=200)
        rows = Table.of(unseen).rows.astype(np.float64)
        by_weights = surprise(unseen, rows @ weights)
        by_trees = surprise(unseen, rows @ weights + np.asarray(trees.predict(rows)))
        assert by_weights > 0.6
        assert by_trees < 0.1

    def test_same_cases_give_the_same_trees(self) -> None:
        cases = middle_meant(np.random.default_rng(3), 300)
        weights = fit(cases)
        assert grow(cases, weights, rounds=20).model_to_string() == grow(cases, weights, rounds=20).model_to_string()


class TestModelText:
    def test_predicts_the_same_to_the_last_bit_from_half_the_text(self) -> None:
        cases = middle_meant(np.random.default_rng(4), 300)
        grown = grow(cases, fit(cases), rounds=20)
        rows = Table.of(cases).rows.astype(np.float64)
        text = model_text(grown)
        assert np.array_equal(lightgbm.Booster(model_str=text).predict(rows), grown.predict(rows))
        assert len(text) < 0.8 * len(grown.model_to_string())
