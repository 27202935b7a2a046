"""The run in figures: how long messages took to the other side's screen, in quiet times and while something was started again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.desk.killing import Outage
from benchmarks.desk.ledger import Said
from benchmarks.timings import percentile


def latencies(said: Sequence[Said], outages: Sequence[Outage]) -> dict[str, dict[str, float]]:
    """Of those that were seen: `all`, `quiet`, and by the process that was away at any moment between the button and the screen."""
    seen = [(each, each.seen_at) for each in said if each.seen_at is not None]
    groups: dict[str, list[float]] = {name: [] for name in ("all", "quiet", *(outage.process for outage in outages))}
    for each, seen_at in seen:
        took = seen_at - each.said_at
        groups["all"].append(took)
        away = {outage.process for outage in outages if outage.covers(each.said_at, seen_at)}
        for process in away or {"quiet"}:
            groups[process].append(took)
    return {name: summary(values) for name, values in groups.items()}


def summary(seconds: Sequence[float]) -> dict[str, float]:
    if not seconds:
        return {"messages": 0}
    figures = {f"p{percent}_s": round(percentile(seconds, percent), 3) for percent in (50, 90, 95, 99)}
    return {"messages": len(seconds), **figures, "max_s": round(max(seconds), 3), "within_1s": round(_share(seconds), 4)}


def timeline(said: Sequence[Said], begun: float) -> list[tuple[float, float]]:
    """Seconds since the start of the run, and seconds to the screen; in the order they were said."""
    return [(round(each.said_at - begun, 2), round(each.seen_at - each.said_at, 3)) for each in said if each.seen_at is not None]


def outages_out(outages: Sequence[Outage], begun: float) -> list[dict[str, Any]]:
    return [
        {
            "process": outage.process,
            "at_s": round(outage.killed_at - begun, 1),
            "ready_after_s": round(outage.ready_at - outage.killed_at, 2),
            "all_follow_after_s": round(outage.ended_at - outage.killed_at, 2),
        }
        for outage in outages
    ]


def _share(seconds: Sequence[float]) -> float:
    return sum(value <= 1.0 for value in seconds) / len(seconds)
