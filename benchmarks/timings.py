"""Times reduced to a few figures, and two bots' figures compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.bots import Turn

_LENGTH_OF_MEASUREMENT = "seconds"


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of all do not exceed (nearest rank); in the unit of `values`."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def percentiles(milliseconds: Sequence[float], *percents: int) -> dict[str, float]:
    """By name, such as "p50_ms"."""
    return {f"p{percent}_ms": round(percentile(milliseconds, percent), 2) for percent in percents}


def summary_of(turns: Sequence[Turn], *percents: int) -> dict[str, float]:
    """Times of answered turns alone; the others are counted."""
    answered = [turn.milliseconds for turn in turns if turn.answered]
    counts = {"turns": len(turns), "unanswered": len(turns) - len(answered)}
    return counts | (percentiles(answered, *percents) if answered else {})


def ratios(ours: Mapping[str, Any], stock: Mapping[str, Any]) -> dict[str, Any]:
    """Ours divided by stock, for every number that both have under the same names, whatever their depth."""
    compared: dict[str, Any] = {}
    for name in (name for name in ours if name in stock and name != _LENGTH_OF_MEASUREMENT):
        left, right = ours[name], stock[name]
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            compared[name] = ratios(left, right)
        elif isinstance(left, float) and isinstance(right, float) and right:
            compared[name] = round(left / right, 3)
    return compared
