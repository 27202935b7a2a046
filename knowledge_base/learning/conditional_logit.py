"""Weights under which what is meant is most likely, with a pull towards zero.

McFadden, Conditional logit analysis of qualitative choice behavior (1973).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from knowledge_base.learning.alternatives import Case, Matrix, Table

PULL = 10.0
_ROUNDS = 120


def fit(cases: Sequence[Case], pull: float = PULL) -> Matrix:
    """One weight a feature. Features are put on one scale for fitting, so that the pull treats them alike; the weights are for raw ones."""
    table = Table.of(cases)
    scale = table.rows.std(axis=0, dtype=np.float64)
    scale[scale < 1e-6] = 1.0
    rows = table.rows / scale.astype(np.float32)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        surprise, gradient, _ = table.surprise((rows @ weights.astype(np.float32)).astype(np.float64))
        by_weight = (gradient.astype(np.float32) @ rows).astype(np.float64)
        return surprise + pull * float(weights @ weights), by_weight + 2 * pull * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    weights: Matrix = found.x / scale
    return weights
