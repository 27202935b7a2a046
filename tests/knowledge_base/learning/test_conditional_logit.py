from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.learning.alternatives import Case
from knowledge_base.learning.conditional_logit import fit

NEAR, FAR, CONSTANT = 0, 1, 2


def made_up(chance: np.random.Generator, weights: tuple[float, float], count: int) -> list[Case]:
    """Choices among four alternatives and "none of them", a row of zeros, that follow known weights."""
    cases = []
    for _ in range(count):
        rows = np.zeros((5, 3))
        rows[:4, :2] = chance.random((4, 2))
        odds = np.exp(rows[:, :2] @ np.array(weights))
        cases.append(Case(rows, (int(chance.choice(5, p=odds / odds.sum())),)))
    return cases


class TestFit:
    def test_finds_the_weights_that_choices_follow(self) -> None:
        weights = fit(made_up(np.random.default_rng(1), (4.0, -2.0), 3000), pull=0.01)
        assert weights[:2] == pytest.approx([4.0, -2.0], abs=0.4)

    def test_pulls_towards_none(self) -> None:
        cases = made_up(np.random.default_rng(1), (4.0, -2.0), 300)
        assert abs(fit(cases, pull=1000.0)[NEAR]) < abs(fit(cases, pull=1.0)[NEAR])

    def test_a_case_of_weight_two_counts_as_two(self) -> None:
        cases = made_up(np.random.default_rng(2), (3.0, 1.0), 100)
        heavy = [replace(case, weight=2.0) for case in cases]
        assert fit(heavy) == pytest.approx(fit([*cases, *cases]), abs=1e-3)

    def test_same_cases_give_the_same_weights(self) -> None:
        cases = made_up(np.random.default_rng(3), (1.0, 1.0), 50)
        assert (fit(cases) == fit(cases)).all()

    def test_same_matter_on_another_scale_is_learned_as_well(self) -> None:
        """Nobody should have to know that one feature counts words and another is a share."""
        cases = made_up(np.random.default_rng(4), (3.0, 1.0), 200)
        stretched = [replace(case, rows=case.rows * np.array([100.0, 1.0, 1.0])) for case in cases]
        plain, scaled = fit(cases), fit(stretched)
        assert scaled[NEAR] * 100 == pytest.approx(plain[NEAR], rel=1e-2)
        assert scaled[FAR] == pytest.approx(plain[FAR], rel=1e-2)

    def test_a_feature_that_never_differs_gets_no_weight(self) -> None:
        assert fit(made_up(np.random.default_rng(5), (3.0, 1.0), 100))[CONSTANT] == 0

    def test_where_two_alternatives_are_right_what_they_share_is_learned(self) -> None:
        """Which of the two would have been better is not known: what sets them apart is left alone."""
        rows = np.array([[1.0, 1.0, 0.0], [1.0, -1.0, 0.0], [0.0, 0.0, 0.0]])
        weights = fit([Case(rows, (0, 1))] * 50, pull=0.1)
        assert weights[NEAR] > 1
        assert abs(weights[FAR]) < 0.1

    def test_cases_with_more_or_fewer_alternatives_are_learned_together(self) -> None:
        few = [Case(case.rows[:2], (0,)) for case in made_up(np.random.default_rng(7), (1, 1), 20)]
        weights = fit([*few, *made_up(np.random.default_rng(8), (4.0, -2.0), 200)])
        assert weights[NEAR] > 0 > weights[FAR]

    @pytest.mark.parametrize("weight", [0.5, 3.0])
    def test_weight_decides_between_cases_that_contradict_each_other(self, weight: float) -> None:
        rows = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
        assert (fit([Case(rows, (0,), weight), Case(rows, (1,), 1.0)], pull=0.001)[NEAR] > 0) == (weight > 1)
