"""Trains the ranker and says how good it is on wordings it has not seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge_base.knowledge import PublishedEntry, build_knowledge
from knowledge_base.learning.alternatives import Case
from knowledge_base.learning.boosted_trees import grow, model_text
from knowledge_base.learning.conditional_logit import fit
from knowledge_base.learning.examples import Example, fold_of, knowledge_unnamed, knowledge_without
from knowledge_base.search.candidates import Candidates, alternative_names
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.query import prepare
from knowledge_base.search.ranker import Ranker
from knowledge_base.search.trees import Trees

_BINS, _OF_FOUR = 10, 4
_JUDGED_FOLD = 0
# So many of the examples are also asked of the whole index.
_ALSO_KNOWN = 3
# How often a procedure that nobody has named yet is asked for, beside one of the long tail that has names.
_UNNAMED_WEIGHT = 0.05


@dataclass(frozen=True)
class Seen:
    """An example with what search made of it; `candidates` is None when search offered nothing."""

    example: Example
    candidates: Candidates | None
    is_held_out: bool = True

    @property
    def case(self) -> Case | None:
        """None when what is meant is not among the candidates: no ranking would help."""
        if self.candidates is None:
            return None
        keys, right = self.candidates.keys, self.example.key
        meant = tuple(row for row, key in enumerate(keys) if key == right) if right else (len(keys),)
        return Case(self.candidates.alternatives(), meant, self.example.weight) if meant else None


@dataclass(frozen=True)
class Trained:
    """`figures` are of the wordings of one fold, judged by a ranker that learned from the others; `trees` as they are kept in a file."""

    ranker: Ranker
    trees: str
    figures: dict[str, float]

    def to_json(self) -> str:
        weights = dict(zip(alternative_names(), np.round(self.ranker.weights, 4).tolist(), strict=True))
        return json.dumps({"figures": self.figures, "weights": weights}, ensure_ascii=False, indent=1) + "\n"


def trained(seen: Sequence[Seen]) -> Trained:
    ranker, trees = _learned(seen)
    return Trained(ranker, trees, _held_out_figures(seen))


def _learned(seen: Sequence[Seen]) -> tuple[Ranker, str]:
    cases = [case for each in seen if (case := each.case) is not None]
    weights = np.round(fit(cases), 4)
    trees = model_text(grow(cases, weights))
    return Ranker(weights, Trees.from_text(trees)), trees


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
    return Seen(example, index.candidates(prepare(example.text)))


def _held_out_figures(seen: Sequence[Seen]) -> dict[str, float]:
    ranker, _ = _learned([each for each in seen if each.example.fold != _JUDGED_FOLD])
    first: list[bool] = []
    of_four: list[bool] = []
    nothing: list[bool] = []
    shares: list[float] = []
    for each in (each for each in seen if each.is_held_out and each.example.fold == _JUDGED_FOLD):
        found, none = ranker.shares(each.candidates) if each.candidates is not None else (np.zeros(1), 1.0)
        if not each.example.key:
            nothing.append(bool(none > found.max()))
            continue
        is_among = each.candidates is not None and each.example.key in each.candidates.keys
        better = int((found > found[each.candidates.keys.index(each.example.key)]).sum()) if each.candidates and is_among else len(found)
        first.append(is_among and better == 0)
        of_four.append(is_among and better < _OF_FOUR)
        shares.append(float(found.max()))
    return {
        "examples": len(first) + len(nothing),
        "first": _share(first),
        "of_four": _share(of_four),
        "nothing_seen_as_nothing": _share(nothing),
        "calibration_error": _calibration_error(np.array(shares), np.array(first)),
    }


def _share(right: Sequence[bool]) -> float:
    return round(float(np.mean(right)), 4) if right else 0.0


def _calibration_error(shares: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins (Naeini et al. 2015)."""
    bins = np.minimum((shares * _BINS).astype(int), _BINS - 1)
    gaps = [abs(shares[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in range(_BINS) if (bins == b).any()]
    return round(float(sum(gaps)), 4)
