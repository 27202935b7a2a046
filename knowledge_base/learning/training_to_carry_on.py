"""The weights of carrying on a conversation, and how good they are on dialogues of authors that they were not learned from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge_base.answering.by_words import ByWords
from knowledge_base.answering.carrying_on import CarryingOn, feature_names
from knowledge_base.learning.alternatives import Case
from knowledge_base.learning.conditional_logit import fit
from knowledge_base.learning.training_by_words import trained_to_stay
from knowledge_base.learning.walking import Seen

_PULL = 2.0
_FOLDS = 3


@dataclass(frozen=True)
class TrainedToCarryOn:
    """`figures` are of dialogues held out, each judged by what was learned from those of other authors."""

    model: CarryingOn
    staying: ByWords
    figures: dict[str, float]

    def to_json(self) -> str:
        weights = dict(zip(feature_names(), np.round(self.model.weights, 4).tolist(), strict=True))
        return json.dumps({"figures": self.figures, "weights": weights}, ensure_ascii=False, indent=1) + "\n"


def trained_to_carry_on(seen: Sequence[Seen]) -> TrainedToCarryOn:
    """The figures tell turns as they were taught from those made of them."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    authors = sorted({each.author for each in seen})
    for number in range(_FOLDS):
        held_out = set(authors[number::_FOLDS])
        known = [each for each in seen if each.author not in held_out]
        if not known or not held_out:
            continue
        model, staying = _fitted(known), trained_to_stay(known)
        for each in _judged_by(staying, (each for each in seen if each.author in held_out)):
            best = model.found(each.meanings).best
            right[each.is_taught].append(best is not None and best.key in {each.meanings.keys[row] for row in each.meant})
    figures = {"turns": len(right[True]), "first": _share(right[True]), "made": len(right[False]), "made_first": _share(right[False])}
    return TrainedToCarryOn(_fitted(seen), trained_to_stay(seen), figures)


def _share(right: Sequence[bool]) -> float:
    return round(float(np.mean(right)), 4) if right else 0.0


def _fitted(seen: Sequence[Seen]) -> CarryingOn:
    """How far words can be trusted is learned from what others' words say of them, as it will be with people's."""
    judged: list[Seen] = []
    authors = {each.author for each in seen}
    for author in sorted(authors):
        others = [each for each in seen if each.author != author] or seen
        judged += _judged_by(trained_to_stay(others), (each for each in seen if each.author == author))
    return CarryingOn(fit([Case(each.meanings.rows, each.meant, each.weight) for each in judged if each.meant], pull=_PULL))


def _judged_by(staying: ByWords, seen: Iterator[Seen]) -> Iterator[Seen]:
    for each in seen:
        yield replace(each, meanings=each.meanings.with_staying(staying.likelihood(each.said)))
