"""Trains the ranker and says how good it is on wordings it has not seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge_base.knowledge import PublishedEntry, build_knowledge
from knowledge_base.learning.conditional_logit import Case, fit
from knowledge_base.learning.examples import FOLDS, Example, fold_of, knowledge_unnamed, knowledge_without
from knowledge_base.search.candidates import NOTHING_FEATURES, feature_names
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.query import prepare
from knowledge_base.search.ranker import Ranker

_BINS = 10
# So many of the examples are also asked of the whole index.
_ALSO_KNOWN = 3
# How often a procedure that nobody has named yet is asked for, beside one of the long tail that has names.
_UNNAMED_WEIGHT = 0.05


@dataclass(frozen=True)
class Seen:
    """An example with what search made of it; `case` is None when search offered nothing, or not the entry that is meant."""

    example: Example
    case: Case | None
    is_held_out: bool = True


@dataclass(frozen=True)
class Trained:
    """`figures` are of wordings held out: each fold judged by a ranker that learned from the others."""

    ranker: Ranker
    figures: dict[str, float]

    def to_json(self) -> str:
        model = {
            "figures": self.figures,
            "weights": dict(zip(feature_names(), np.round(self.ranker.weights, 4).tolist(), strict=True)),
            "nothing": dict(zip(NOTHING_FEATURES, np.round(self.ranker.nothing_weights, 4).tolist(), strict=True)),
        }
        return json.dumps(model, ensure_ascii=False, indent=1) + "\n"


def trained(seen: Sequence[Seen]) -> Trained:
    return Trained(fit([each.case for each in seen if each.case is not None]), _held_out_figures(seen))


def look_up(entries: Sequence[PublishedEntry], examples: Sequence[Example], fold_number: int) -> list[Seen]:
    """The examples of one fold, each asked of an index that does not hold them."""
    index = knowledge_without(entries, fold_number).index
    return [_seen(index, example) for example in examples if example.fold == fold_number]


def look_up_known(entries: Sequence[PublishedEntry], examples: Sequence[Example]) -> list[Seen]:
    """Some of the examples asked of the whole index.

    Citizens often say the very names that are on record; from held-out wordings alone, what matches wholly would always seem wrong.
    """
    index = build_knowledge(0, entries).index
    return [replace(_seen(index, example), is_held_out=False) for example in examples[::_ALSO_KNOWN] if example.key]


def look_up_unnamed(entries: Sequence[PublishedEntry], examples: Sequence[Example], fold_number: int) -> list[Seen]:
    """Examples asked of an index that knows what they mean by its record alone, as it knows most of what a province imports."""
    knowledge = knowledge_unnamed(entries, fold_number)
    asked = [example for example in examples if example.key in knowledge.procedures and fold_of(example.key) == fold_number]
    return [replace(_seen(knowledge.index, replace(example, weight=_UNNAMED_WEIGHT)), is_held_out=False) for example in asked]


def _seen(index: SearchIndex, example: Example) -> Seen:
    candidates = index.candidates(prepare(example.text))
    if candidates is None or (example.key and example.key not in candidates.keys):
        return Seen(example, None)
    meant = candidates.keys.index(example.key) if example.key else len(candidates.keys)
    return Seen(example, Case(candidates, meant, example.weight))


def _held_out_figures(seen: Sequence[Seen]) -> dict[str, float]:
    first: list[bool] = []
    of_four: list[bool] = []
    nothing: list[bool] = []
    shares: list[float] = []
    for fold_number in range(FOLDS):
        ranker = fit([each.case for each in seen if each.case is not None and each.example.fold != fold_number])
        for each in (each for each in seen if each.is_held_out and each.example.fold == fold_number):
            if each.case is None:
                if each.example.key:
                    first.append(False)
                    of_four.append(False)
                    shares.append(0.0)
                continue
            found, none = ranker.shares(each.case.candidates)
            if not each.example.key:
                nothing.append(bool(none > found.max()))
                continue
            better = int((found > found[each.case.meant]).sum())
            first.append(better == 0)
            of_four.append(better < 4)
            shares.append(float(found.max()))
    return {
        "examples": sum(each.is_held_out for each in seen),
        "first": round(float(np.mean(first)), 4),
        "of_four": round(float(np.mean(of_four)), 4),
        "nothing_seen_as_nothing": round(float(np.mean(nothing)), 4) if nothing else 0.0,
        "calibration_error": _calibration_error(np.array(shares), np.array(first)),
    }


def _calibration_error(shares: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins (Naeini et al. 2015)."""
    bins = np.minimum((shares * _BINS).astype(int), _BINS - 1)
    gaps = [abs(shares[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in range(_BINS) if (bins == b).any()]
    return round(float(sum(gaps)), 4)
