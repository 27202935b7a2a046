from __future__ import annotations

import numpy as np
import pytest

from knowledge_base.learning.alternatives import Case, Table

TABLE = Table.of([Case(np.eye(3), (1,), 2.0), Case(np.eye(3)[:2], (0, 1))])


class TestSurprise:
    def test_without_any_preference_each_alternative_is_as_likely(self) -> None:
        surprise, _, shares = TABLE.surprise(np.zeros(5))
        assert shares == pytest.approx([1 / 3] * 3 + [1 / 2] * 2)
        assert surprise == pytest.approx(2 * np.log(3))

    def test_any_of_what_is_right_is_no_surprise(self) -> None:
        alone = Table.of([Case(np.eye(2), (0, 1))])
        surprise, gradient, _ = alone.surprise(np.array([5.0, -3.0]))
        assert surprise == pytest.approx(0)
        assert gradient == pytest.approx([0, 0])

    def test_gradient_is_that_of_the_surprise(self) -> None:
        at, step = np.array([0.3, -0.2, 0.9, 1.0, -1.0]), 1e-6
        _, gradient, _ = TABLE.surprise(at)
        for row in range(5):
            moved = at.copy()
            moved[row] += step
            assert (TABLE.surprise(moved)[0] - TABLE.surprise(at)[0]) / step == pytest.approx(gradient[row], abs=1e-4)

    def test_huge_utilities_do_not_overflow(self) -> None:
        surprise, gradient, _ = TABLE.surprise(np.array([1e5, 0.0, 0.0, 0.0, 0.0]))
        assert np.isfinite(surprise)
        assert np.isfinite(gradient).all()
