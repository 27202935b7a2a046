"""Outcomes counted. Every share is a fraction 0…1 with four digits; None where nothing was there to count."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Sequence

from knowledge_base.judging.outcomes import NO_REPLY, Outcome

Summary = dict[str, float | int | None]
BEHAVIOURS = ("answer", "clarify", "refuse", "refer", "handover", "report", "track", "emergency", "smalltalk", NO_REPLY)
_BINS = 10


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """`right` and `follow_ups_right` over turns that want an answer; `helped`, `wrong`, `missed` over those and the ones that want a
    question back; `aspects_complete` over turns answered right that ask for something particular; `behaviours_right` over all others."""
    answers = [outcome for outcome in outcomes if outcome.expected.wants_answer]
    topics = [outcome for outcome in outcomes if outcome.expected.wants_topic]
    others = [outcome for outcome in outcomes if not outcome.expected.wants_topic]
    times = sorted(outcome.milliseconds for outcome in outcomes if not outcome.error)
    return {
        "turns": len(outcomes),
        "answer_turns": len(answers),
        "topic_turns": len(topics),
        "right": share(answers, lambda outcome: outcome.right),
        "helped": share(topics, lambda outcome: outcome.helped),
        "wrong": share(topics, lambda outcome: outcome.wrong),
        "missed": share(topics, lambda outcome: not outcome.helped and not outcome.wrong),
        "aspects_complete": share([o for o in answers if o.right and o.asks_aspects], lambda outcome: outcome.aspects_complete),
        "follow_ups_right": share([outcome for outcome in answers if outcome.turn > 0], lambda outcome: outcome.right),
        "behaviours_right": share(others, lambda outcome: outcome.behaviour_right),
        "errors": sum(1 for outcome in outcomes if outcome.error),
        "latency_ms_p50": round(statistics.median(times), 1) if times else None,
        "latency_ms_p95": round(times[math.ceil(len(times) * 0.95) - 1], 1) if times else None,
    }


def share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    return round(sum(map(holds, outcomes)) / len(outcomes), 4) if outcomes else None


def by_behaviour(outcomes: Sequence[Outcome]) -> dict[str, Summary]:
    """A turn with alternatives counts under each of them."""
    held = {name: [outcome for outcome in outcomes if name in outcome.expected.behaviours] for name in BEHAVIOURS}
    return {
        name: {"turns": len(those), "behaviour_right": share(those, lambda o: o.behaviour_right), **_topic_shares(those)}
        for name, those in held.items()
        if those
    }


def _topic_shares(outcomes: Sequence[Outcome]) -> Summary:
    if not all(outcome.expected.wants_topic for outcome in outcomes):
        return {}
    return {"helped": share(outcomes, lambda o: o.helped), "wrong": share(outcomes, lambda o: o.wrong)}


def confusion(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """Expected → got. A turn with alternatives counts under the one that came, else under the first."""
    table: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        wanted = outcome.behaviour if outcome.behaviour_right else outcome.expected.behaviours[0]
        table.setdefault(wanted, Counter())[outcome.behaviour] += 1
    return {wanted: dict(table[wanted]) for wanted in sorted(table, key=_place)}


def _place(behaviour: str) -> int:
    return BEHAVIOURS.index(behaviour) if behaviour in BEHAVIOURS else len(BEHAVIOURS)


def calibration(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """How often answers of a stated confidence are right, in ten bins, and the expected error (Naeini et al. 2015)."""
    answered = [outcome for outcome in outcomes if outcome.behaviour == "answer" and outcome.expected.codes]
    bins: list[list[Outcome]] = [[] for _ in range(_BINS)]
    for outcome in answered:
        bins[min(int(outcome.confidence * _BINS), _BINS - 1)].append(outcome)
    rows = [
        {
            "turns": len(those),
            "confidence": round(statistics.mean(o.confidence for o in those), 3),
            "right": round(statistics.mean(o.right for o in those), 3),
        }
        for those in bins
        if those
    ]
    error = sum(abs(row["confidence"] - row["right"]) * row["turns"] for row in rows) / len(answered) if answered else None
    return {"expected_error": None if error is None else round(error, 4), "bins": rows}
