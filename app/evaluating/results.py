"""All figures of one evaluation as one JSON document: what `results.json` holds and the report page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge_base.judging.dialogues import DialogueSet
from knowledge_base.judging.figures import by_behaviour, calibration, confusion, summarise
from knowledge_base.judging.outcomes import Outcome


@dataclass(frozen=True)
class Asked:
    """A set and what became of it."""

    dialogue_set: DialogueSet
    outcomes: tuple[Outcome, ...]


def results_of(asked: Sequence[Asked], *, facts: Mapping[str, Any], baselines: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """`overall` and all but `noise` are of the texts as written; `noise` gives each kind beside them."""
    clean = [each for each in asked if not each.dialogue_set.noise]
    outcomes = [outcome for each in clean for outcome in each.outcomes]
    kinds = dict.fromkeys(each.dialogue_set.noise for each in asked if each.dialogue_set.noise)
    return {
        "facts": dict(facts),
        "overall": summarise(outcomes),
        "sets": {each.dialogue_set.name: summarise(each.outcomes) for each in clean},
        "behaviours": by_behaviour(outcomes),
        "noise": {kind: summarise([o for each in asked if each.dialogue_set.noise == kind for o in each.outcomes]) for kind in kinds},
        "confusion": confusion(outcomes),
        "calibration": calibration(outcomes),
        "baselines": [dict(baseline) for baseline in baselines],
        "latencies_ms": [round(outcome.milliseconds, 1) for outcome in outcomes if not outcome.error],
        "failures": [
            _failure(outcome, each.dialogue_set.name, each.dialogue_set.noise)
            for each in asked
            for outcome in each.outcomes
            if outcome.failed
        ],
    }


def _failure(outcome: Outcome, set_name: str, noise: str) -> dict[str, Any]:
    expected = outcome.expected
    understood = outcome.seen.get("understood", {})
    return {
        "set": set_name,
        "noise": noise,
        "dialogue": outcome.dialogue,
        "turn": outcome.turn,
        "text": expected.text,
        "kind": _kind(outcome),
        "expected": {"behaviour": expected.behaviour, "codes": expected.codes, "aspects": expected.aspects},
        "got": {"behaviour": outcome.behaviour, "codes": outcome.codes[:5], "aspects": outcome.aspects, "confidence": outcome.confidence},
        "step": outcome.seen.get("step", ""),
        "intent": (understood.get("intent") or {}).get("name", ""),
        "phrases": [f"{entity['entity']}: {entity['value']}" for entity in understood.get("entities", [])],
        "candidates": [{"key": hit["key"], "share": hit["share"]} for hit in outcome.seen.get("signals", [])],
        "error": outcome.error,
    }


def _kind(outcome: Outcome) -> str:
    if outcome.error:
        return "error"
    if not outcome.expected.wants_topic:
        return "behaviour"
    if outcome.wrong:
        return "wrong"
    return "missed" if not outcome.helped else "aspects"
