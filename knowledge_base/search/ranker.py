"""Which candidate is meant: a conditional logit over named features, small enough to read (knowledge_base/search/ranker.json).

McFadden, Conditional logit analysis of qualitative choice behavior (1973); "none of them" is one more alternative.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.candidates import NOTHING_FEATURES, Candidates, feature_names

MODEL = Path(__file__).with_name("ranker.json")


@dataclass(frozen=True)
class Ranker:
    weights: NDArray[np.float64]
    nothing_weights: NDArray[np.float64]

    @classmethod
    def from_json(cls, text: str) -> Self:
        """A feature that the model was not trained with counts nothing."""
        model = json.loads(text)
        return cls(
            np.array([model["weights"].get(name, 0.0) for name in feature_names()]),
            np.array([model["nothing"].get(name, 0.0) for name in NOTHING_FEATURES]),
        )

    @classmethod
    @cache
    def learned(cls) -> Self:
        return cls.from_json(MODEL.read_text(encoding="utf-8"))

    def shares(self, candidates: Candidates) -> tuple[NDArray[np.float64], float]:
        """The candidates' shares and that of "none of them"; together they make 1."""
        utilities = np.append(candidates.features @ self.weights, candidates.nothing @ self.nothing_weights)
        odds = np.exp(utilities - utilities.max())
        shares = odds / odds.sum()
        return shares[:-1], float(shares[-1])
