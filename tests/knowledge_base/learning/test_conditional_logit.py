from __future__ import annotations

import numpy as np
import pytest

from knowledge_base.learning.conditional_logit import Case, fit
from knowledge_base.search.candidates import NOTHING_FEATURES, Candidates, feature_names
from knowledge_base.search.ranker import Ranker

RECALL, PRECISION = feature_names().index("line_recall"), feature_names().index("line_precision")


def made_up(chance: np.random.Generator, weights: tuple[float, float], count: int) -> list[Case]:
    """Choices among four that follow known weights."""
    cases = []
    for _ in range(count):
        features = np.zeros((4, len(feature_names())))
        features[:, [RECALL, PRECISION]] = chance.random((4, 2))
        nothing = np.zeros(len(NOTHING_FEATURES))
        nothing[0] = 1.0
        utilities = np.append(features[:, RECALL] * weights[0] + features[:, PRECISION] * weights[1], 0.0)
        odds = np.exp(utilities)
        cases.append(Case(Candidates(list("abcd"), features, nothing), int(chance.choice(5, p=odds / odds.sum()))))
    return cases


class TestFit:
    def test_finds_the_weights_that_choices_follow(self) -> None:
        ranker = fit(made_up(np.random.default_rng(1), (4.0, -2.0), 3000), pull=0.01)
        assert ranker.weights[RECALL] == pytest.approx(4.0, abs=0.4)
        assert ranker.weights[PRECISION] == pytest.approx(-2.0, abs=0.4)
        assert ranker.nothing_weights[0] == pytest.approx(0.0, abs=0.4)

    def test_pulls_towards_none(self) -> None:
        cases = made_up(np.random.default_rng(1), (4.0, -2.0), 300)
        assert abs(fit(cases, pull=1000.0).weights[RECALL]) < abs(fit(cases, pull=1.0).weights[RECALL])

    def test_a_case_of_weight_two_counts_as_two(self) -> None:
        cases = made_up(np.random.default_rng(2), (3.0, 1.0), 100)
        heavy = [Case(case.candidates, case.meant, 2.0) for case in cases]
        assert fit(heavy).weights == pytest.approx(fit([*cases, *cases]).weights, abs=1e-3)

    def test_same_cases_give_the_same_ranker(self) -> None:
        cases = made_up(np.random.default_rng(3), (1.0, 1.0), 50)
        first, second = fit(cases), fit(cases)
        assert isinstance(first, Ranker)
        assert (first.weights == second.weights).all()
