"""Trees that learn what the weights of single features cannot say: that one signal counts only where another is missing.

Boosted on the conditional logit's own loss, from its utilities on (Friedman, Greedy function approximation, 2001; LightGBM).
"""

from __future__ import annotations

import re
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

# What LightGBM notes of how a tree was grown; asking it needs none of that, and it is half of the text.
_OF_GROWING = ("split_gain=", "leaf_weight=", "leaf_count=", "internal_value=", "internal_weight=", "internal_count=")
_TREE = re.compile(r"(?=^Tree=\d+$)", re.MULTILINE)


def grow(cases: Sequence[Case], weights: Matrix, rounds: int = ROUNDS) -> lightgbm.Booster:
    """`weights`: of the conditional logit that the trees start from; the trees' sums are added to its utilities."""
    table = Table.of(cases)

    def bend(predicted: Matrix, data: lightgbm.Dataset) -> tuple[Matrix, Matrix]:
        _, gradient, shares = table.surprise(predicted)
        return gradient, np.maximum(shares * (1 - shares), _LEAST_BEND) * table.weights

    start = table.rows.astype(np.float64) @ weights
    rows = lightgbm.Dataset(table.rows, label=table.is_meant, init_score=start, params={"feature_pre_filter": False})
    return lightgbm.train(_SETTINGS | {"objective": bend}, rows, num_boost_round=rounds)


def model_text(booster: lightgbm.Booster) -> str:
    """What `lightgbm.Booster(model_str=…)` reads to predict the same to the last bit."""
    head, *trees = _TREE.split(booster.model_to_string())
    *trees, last = trees
    last, end, tail = last.partition("end of trees")
    kept = ["".join(line for line in tree.splitlines(keepends=True) if not line.startswith(_OF_GROWING)) for tree in (*trees, last)]
    sizes = " ".join(str(len(tree)) for tree in kept)
    return re.sub(r"^tree_sizes=.*$", f"tree_sizes={sizes}", head, flags=re.MULTILINE) + "".join(kept) + end + tail
