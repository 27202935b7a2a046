"""Which candidate is meant: a conditional logit over named features, small enough to read, and trees for what it cannot say.

The weights stand in ranker.json, the trees in ranker_trees.txt; "none of them" is one more alternative (docs/adr/0009, 0011).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.candidates import Candidates, alternative_names
from knowledge_base.search.trees import Trees

MODEL = Path(__file__).with_name("ranker.json")
TREES = Path(__file__).with_name("ranker_trees.txt")


@dataclass(frozen=True)
class Ranker:
    """`weights`: (alternative_names(),)."""

    weights: NDArray[np.float64]
    trees: Trees | None = None

    @classmethod
    def from_json(cls, text: str, trees: str = "") -> Self:
        """A feature that the model was not trained with counts nothing."""
        known = json.loads(text)["weights"]
        weights = np.array([known.get(name, 0.0) for name in alternative_names()])
        return cls(weights, Trees.from_text(trees) if trees else None)

    @classmethod
    @cache
    def learned(cls) -> Self:
        return cls.from_json(MODEL.read_text(encoding="utf-8"), TREES.read_text(encoding="utf-8"))

    def shares(self, candidates: Candidates) -> tuple[NDArray[np.float64], float]:
        """The candidates' shares and that of "none of them"; together they make 1."""
        rows = candidates.alternatives()
        utilities = rows @ self.weights
        if self.trees is not None:
            utilities = utilities + self.trees.predict(rows)
        odds = np.exp(utilities - utilities.max())
        shares = odds / odds.sum()
        return shares[:-1], float(shares[-1])
