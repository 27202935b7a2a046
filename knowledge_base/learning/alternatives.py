"""Choices that were seen, as one table: what a model of choice is fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """`rows`: (alternatives, features); `meant`: the rows any of which is right; `weight`: as if it had come so many times."""

    rows: Matrix
    meant: tuple[int, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Table:
    """All alternatives of all cases below each other. `weights` and `is_meant`: (rows,); `starts`: where each case begins."""

    rows: NDArray[np.float32]
    is_meant: NDArray[np.float64]
    weights: Matrix
    starts: NDArray[np.intp]
    sizes: NDArray[np.intp]

    @classmethod
    def of(cls, cases: Sequence[Case]) -> Self:
        sizes = np.array([len(case.rows) for case in cases], dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
        is_meant = np.zeros(int(sizes.sum()))
        for start, case in zip(starts, cases, strict=True):
            is_meant[start + np.array(case.meant, dtype=np.intp)] = 1.0
        rows = np.concatenate([case.rows for case in cases]).astype(np.float32)
        return cls(rows, is_meant, np.repeat([case.weight for case in cases], sizes), starts, sizes)

    def surprise(self, utility: Matrix) -> tuple[float, Matrix, Matrix]:
        """How unlikely what was meant is under these utilities (nats, weighted); its gradient; each row's share of its case."""
        highest = np.maximum.reduceat(utility, self.starts)
        odds = np.exp(utility - np.repeat(highest, self.sizes))
        totals = np.add.reduceat(odds, self.starts)
        shares = odds / np.repeat(totals, self.sizes)
        of_meant = np.add.reduceat(shares * self.is_meant, self.starts)
        # What no case holds any more of has no logarithm; so far off, more or less of it makes no difference.
        of_meant = np.maximum(of_meant, 1e-300)
        within_meant = shares * self.is_meant / np.repeat(of_meant, self.sizes)
        surprise = -float(self.weights[self.starts] @ np.log(of_meant))
        return surprise, (shares - within_meant) * self.weights, shares
