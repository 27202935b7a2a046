"""Fits the ranker: the weights under which the entries that are meant are most likely, with a pull towards zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge_base.search.candidates import NOTHING_FEATURES, Candidates, feature_names
from knowledge_base.search.ranker import Ranker

PULL = 10.0
_ROUNDS = 300


@dataclass(frozen=True)
class Case:
    """`meant` is the row among the candidates; their number when none of them is meant. `weight`: as if it had come so many times."""

    candidates: Candidates
    meant: int
    weight: float = 1.0


def fit(cases: Sequence[Case], pull: float = PULL) -> Ranker:
    """Features are put on one scale for fitting, so that the pull treats them alike; the weights returned are for raw features."""
    table = _Table.of(cases)
    start = np.zeros(table.rows.shape[1])
    found = minimize(table.loss, start, args=(pull,), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    raw = found.x / table.scale
    width = len(feature_names())
    return Ranker(raw[:width], raw[width:])


@dataclass(frozen=True)
class _Table:
    """All alternatives of all cases below each other: candidates fill the first columns, "none of them" the last."""

    rows: NDArray[np.float64]
    scale: NDArray[np.float64]
    starts: NDArray[np.intp]
    sizes: NDArray[np.intp]
    meant: NDArray[np.intp]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, cases: Sequence[Case]) -> _Table:
        width, none_width = len(feature_names()), len(NOTHING_FEATURES)
        sizes = np.array([len(case.candidates.keys) + 1 for case in cases], dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
        rows = np.zeros((int(sizes.sum()), width + none_width))
        for start, size, case in zip(starts, sizes, cases, strict=True):
            rows[start : start + size - 1, :width] = case.candidates.features
            rows[start + size - 1, width:] = case.candidates.nothing
        scale = rows.std(axis=0)
        scale[scale < 1e-9] = 1.0
        rows /= scale
        meant = starts + np.array([case.meant for case in cases], dtype=np.intp)
        return cls(rows, scale, starts, sizes, meant, np.array([case.weight for case in cases]))

    def loss(self, weights: NDArray[np.float64], pull: float) -> tuple[float, NDArray[np.float64]]:
        utility = self.rows @ weights
        highest = np.maximum.reduceat(utility, self.starts)
        odds = np.exp(utility - np.repeat(highest, self.sizes))
        totals = np.add.reduceat(odds, self.starts)
        shares = odds / np.repeat(totals, self.sizes)
        surprise = float(self.weights @ (np.log(totals) + highest - utility[self.meant]))
        gradient = self.rows.T @ (shares * np.repeat(self.weights, self.sizes)) - self.rows[self.meant].T @ self.weights
        return surprise + pull * float(weights @ weights), gradient + 2 * pull * weights
