"""A run in figures: what was lost on the way to callers' ears, and how long they waited for the first word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg

from benchmarks.phone.crowd import Turn
from benchmarks.phone.pace import LATE_AFTER_SECONDS, Pace
from benchmarks.timings import percentile
from core.db import libpq_url

# The promises of the project.
MOST_DROPPED = 0.01
P50_MS, P95_MS = 900, 1500
_PERCENTS = (50, 95)
_OWN = """
    SELECT count(*), COALESCE(sum(utterances), 0), COALESCE(sum(understood), 0),
           COALESCE(sum(words_heard), 0), COALESCE(sum(confidence_sum), 0)
    FROM calls
"""
_RESPONSES = "SELECT jsonb_array_elements(response_ms)::float FROM calls"


def frame_figures(paces: Sequence[Pace]) -> dict[str, Any]:
    """Of all calls together; `worst_call`: the share that was lost or late in the one that had it worst."""
    frames, lost, late = (sum(getattr(pace, name) for pace in paces) for name in ("frames", "lost", "late"))
    return {
        "calls": len(paces),
        "frames": frames,
        "lost": lost,
        "late": late,
        "late_after_ms": round(LATE_AFTER_SECONDS * 1000),
        "dropped": round((lost + late) / frames, 5) if frames else 0.0,
        "worst_call": round(max((pace.dropped for pace in paces), default=0.0), 5),
        "worst_ms": max((pace.worst_ms for pace in paces), default=0.0),
    }


def turn_figures(turns: Sequence[Turn]) -> dict[str, Any]:
    waits = [turn.waited * 1000 for turn in turns if turn.waited is not None]
    shown = {f"p{percent}_ms": round(percentile(waits, percent)) for percent in _PERCENTS} if waits else {}
    return {"turns": len(turns), "unanswered": len(turns) - len(waits), **shown, "max_ms": round(max(waits, default=0.0))}


def own_figures(database_url: str) -> dict[str, Any]:
    """What the program itself wrote down of the same calls."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        row = connection.execute(_OWN).fetchone() or (0, 0, 0, 0, 0.0)
        waits = [each for (each,) in connection.execute(_RESPONSES).fetchall()]
    calls, utterances, understood, words, confidence = row
    shown = {f"response_p{percent}_ms": round(percentile(waits, percent)) for percent in _PERCENTS} if waits else {}
    sure = round(confidence / words, 3) if words else None
    return {"calls": calls, "utterances": utterances, "understood": understood, "words": words, "mean_confidence": sure, **shown}


def kept_promises(frames: dict[str, Any], turns: dict[str, Any]) -> dict[str, bool]:
    return {
        "frames": bool(frames["frames"]) and frames["dropped"] <= MOST_DROPPED,
        "p50": turns.get("p50_ms", P50_MS + 1) <= P50_MS,
        "p95": turns.get("p95_ms", P95_MS + 1) <= P95_MS,
        "answered": bool(turns["turns"]) and not turns["unanswered"],
    }
