from __future__ import annotations

from dataclasses import replace

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

    def test_same_matter_on_another_scale_is_learned_as_well(self) -> None:
        """Nobody should have to know that one feature counts words and another is a share."""
        cases = made_up(np.random.default_rng(4), (3.0, 1.0), 200)
        stretched = [replace(case, candidates=times(case.candidates, RECALL, 100.0)) for case in cases]
        plain, scaled = fit(cases), fit(stretched)
        assert scaled.weights[RECALL] * 100 == pytest.approx(plain.weights[RECALL], rel=1e-2)
        assert scaled.weights[PRECISION] == pytest.approx(plain.weights[PRECISION], rel=1e-2)

    def test_a_feature_that_never_differs_gets_no_weight(self) -> None:
        ranker = fit(made_up(np.random.default_rng(5), (3.0, 1.0), 100))
        used = {RECALL, PRECISION}
        assert [weight for place, weight in enumerate(ranker.weights) if place not in used and weight] == []

    def test_learns_when_none_of_them_is_meant(self) -> None:
        cases = [replace(case, meant=4) for case in made_up(np.random.default_rng(6), (1.0, 1.0), 100)]
        ranker = fit(cases, pull=0.1)
        shares, nothing = ranker.shares(cases[0].candidates)
        assert nothing > 0.9 > shares.sum()

    def test_cases_with_more_or_fewer_candidates_are_learned_together(self) -> None:
        few = [replace(case, candidates=first(case.candidates, 2), meant=0) for case in made_up(np.random.default_rng(7), (1, 1), 20)]
        ranker = fit([*few, *made_up(np.random.default_rng(8), (4.0, -2.0), 200)])
        assert ranker.weights[RECALL] > 0 > ranker.weights[PRECISION]


class TestCase:
    @pytest.mark.parametrize("weight", [0.5, 3.0])
    def test_weight_decides_between_cases_that_contradict_each_other(self, weight: float) -> None:
        """Two wordings that search sees alike, each meaning another entry."""
        features = np.zeros((2, len(feature_names())))
        features[0, RECALL] = 1.0
        seen = Candidates(["a", "b"], features, np.zeros(len(NOTHING_FEATURES)))
        ranker = fit([Case(seen, 0, weight), Case(seen, 1, 1.0)], pull=0.001)
        shares, _ = ranker.shares(seen)
        assert (shares[0] > shares[1]) == (weight > 1)


def times(candidates: Candidates, column: int, factor: float) -> Candidates:
    features = candidates.features.copy()
    features[:, column] *= factor
    return replace(candidates, features=features)


def first(candidates: Candidates, count: int) -> Candidates:
    return replace(candidates, keys=candidates.keys[:count], features=candidates.features[:count])
