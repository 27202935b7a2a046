"""Trees that learn what the weights of single features cannot say: that one signal counts only where another is missing.

Boosted on the conditional logit's own loss, from its utilities on (Friedman, Greedy function approximation, 2001; LightGBM).
"""

from __future__ import annotations

from collections.abc import Sequence

import lightgbm
import numpy as np

from knowledge_base.learning.alternatives import Case, Matrix, Table

ROUNDS = 400
_SETTINGS = {
    "num_leaves": 31,
    "learning_rate": 0.05,
    "min_data_in_leaf": 50,
    "lambda_l2": 5.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "num_threads": 2,
    "seed": 1022,
    "deterministic": True,
    "force_row_wise": True,
    # Without it LightGBM refuses data so few that no feature could ever be split on.
    "feature_pre_filter": False,
    "verbosity": -1,
}
# The loss bends less than this nowhere: leaves of rows that are already settled would otherwise take huge steps.
_LEAST_BEND = 1e-4


def grow(cases: Sequence[Case], weights: Matrix, rounds: int = ROUNDS) -> lightgbm.Booster:
    """`weights`: of the conditional logit that the trees start from; the trees' sums are added to its utilities."""
    table = Table.of(cases)

    def bend(predicted: Matrix, data: lightgbm.Dataset) -> tuple[Matrix, Matrix]:
        _, gradient, shares = table.surprise(predicted)
        return gradient, np.maximum(shares * (1 - shares), _LEAST_BEND) * table.weights

    start = table.rows.astype(np.float64) @ weights
    rows = lightgbm.Dataset(table.rows, label=table.is_meant, init_score=start, params={"feature_pre_filter": False})
    return lightgbm.train(_SETTINGS | {"objective": bend}, rows, num_boost_round=rounds)
