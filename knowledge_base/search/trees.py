"""Grown trees, asked of all candidates at once without walking them.

A failing comparison rules out the leaves on its left; of those left over, the leftmost is the answer (QuickScorer, Lucchese et al. 2015).
What all failing comparisons of one feature rule out in all trees together is kept for each span between its thresholds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

_TREE = re.compile(r"^Tree=\d+$", re.MULTILINE)
_MOST_LEAVES = 32
_ALL_LEAVES = 2**_MOST_LEAVES - 1
_NOTHING = float(np.float32(1e-35))
# Less than every threshold but the one between nothing and something, and not lost where all lie on one line.
_HARDLY_ANYTHING = 1e-9
# Numbers compared without regard to missing values: the only kind of comparison that our trees are grown with.
_PLAIN_COMPARISON = "2"


@dataclass(frozen=True)
class _Comparison:
    """Goes left up to `threshold`; `left_over`: a bit for each leaf that is not on its left."""

    feature: int
    threshold: float
    tree: int
    left_over: int


@dataclass(frozen=True)
class Trees:
    """`spans`: (spans, trees), the leaves left over in each span of each feature; `ends`: the features' thresholds on one line.

    `leaves`: (trees, leaves), what each adds.
    """

    feature_count: int
    spans: NDArray[np.uint32]
    first_spans: NDArray[np.intp]
    ends: NDArray[np.float64]
    room: float
    leaves: NDArray[np.float64]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """`text`: a model as LightGBM writes it. Features and thresholds must not be negative."""
        head, *blocks = _TREE.split(text)
        feature_count = int(_fields(head)["max_feature_idx"]) + 1
        trees = [_fields(block) for block in blocks]
        leaves = np.zeros((len(trees), _MOST_LEAVES))
        by_feature: defaultdict[int, list[_Comparison]] = defaultdict(list)
        for number, tree in enumerate(trees):
            in_order, comparisons = _read_tree(number, tree)
            leaves[number, : len(in_order)] = in_order
            for comparison in comparisons:
                by_feature[comparison.feature].append(comparison)
        room = 2.0 + max((each.threshold for found in by_feature.values() for each in found), default=0.0)
        spans: list[NDArray[np.uint32]] = []
        ends: list[float] = []
        first_spans: list[int] = []
        for feature in range(feature_count):
            first_spans.append(len(spans))
            for threshold, left_over in _spans_of(by_feature[feature], len(trees)):
                spans.append(left_over)
                if threshold is not None:
                    ends.append(feature * room + threshold)
        return cls(feature_count, np.array(spans), np.array(first_spans), np.array(ends), room, leaves)

    def predict(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """One sum a row."""
        # A feature of 0 fails no comparison; what is nearer to it than LightGBM tells apart is 0.
        places, features = np.nonzero(rows > _NOTHING)
        # Thresholds lie between values of single precision: laid on one line they stay on their side of every value.
        values = np.clip(rows[places, features], _HARDLY_ANYTHING, self.room - 1.0) + features * self.room
        spans = np.searchsorted(self.ends, values) + features
        rules_out = spans != self.first_spans[features]
        bounds = np.searchsorted(places[rules_out], np.arange(len(rows) + 1)).tolist()
        chosen = spans[rules_out]
        left_over = np.empty((len(rows), len(self.leaves)), dtype=np.uint32)
        for row in range(len(rows)):
            np.bitwise_and.reduce(self.spans[chosen[bounds[row] : bounds[row + 1]]], axis=0, out=left_over[row])
        leftmost = np.bitwise_count((left_over & (~left_over + np.uint32(1))) - np.uint32(1))
        answers: NDArray[np.float64] = self.leaves[np.arange(len(self.leaves)), leftmost].sum(axis=1)
        return answers


def _fields(block: str) -> dict[str, str]:
    return {name: value for name, _, value in (line.partition("=") for line in block.splitlines()) if value}


def _read_tree(number: int, tree: dict[str, str]) -> tuple[list[float], list[_Comparison]]:
    """What its leaves add, from left to right, and its comparisons."""
    values = [float(value) for value in tree["leaf_value"].split()]
    if len(values) > _MOST_LEAVES or set(tree.get("decision_type", "").split()) - {_PLAIN_COMPARISON}:
        raise ValueError("trees of another kind than ours")
    if len(values) == 1:
        return values, []
    features, left, right = ([int(value) for value in tree[name].split()] for name in ("split_feature", "left_child", "right_child"))
    thresholds = [float(value) for value in tree["threshold"].split()]
    if min(thresholds) < 0:
        raise ValueError("trees with a threshold below nothing")
    in_order: list[float] = []
    comparisons: list[_Comparison] = []

    def walk(node: int) -> int:
        """The leaves below, as bits; a leaf's number is written as its complement."""
        if node < 0:
            in_order.append(values[~node])
            return 1 << (len(in_order) - 1)
        on_left = walk(left[node])
        comparisons.append(_Comparison(features[node], thresholds[node], number, _ALL_LEAVES & ~on_left))
        return on_left | walk(right[node])

    walk(0)
    return in_order, comparisons


def _spans_of(comparisons: list[_Comparison], trees: int) -> Iterator[tuple[float | None, NDArray[np.uint32]]]:
    """The end of each span, the last without one, and the leaves left over in it."""
    left_over = np.full(trees, _ALL_LEAVES, dtype=np.uint32)
    reached: float | None = None
    for comparison in sorted(comparisons, key=lambda each: each.threshold):
        if comparison.threshold != reached:
            yield comparison.threshold, left_over.copy()
            reached = comparison.threshold
        left_over[comparison.tree] &= np.uint32(comparison.left_over)
    yield None, left_over
