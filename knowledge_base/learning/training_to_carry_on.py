"""The weights of carrying on a conversation, and how good they are on dialogues that they were not learned from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge_base.answering.carrying_on import CarryingOn, feature_names
from knowledge_base.learning.alternatives import Case
from knowledge_base.learning.conditional_logit import fit
from knowledge_base.learning.walking import Seen

_PULL = 2.0
_FOLDS = 5


@dataclass(frozen=True)
class TrainedToCarryOn:
    """`figures` are of dialogues held out, each judged by weights learned from the others."""

    model: CarryingOn
    figures: dict[str, float]

    def to_json(self) -> str:
        weights = dict(zip(feature_names(), np.round(self.model.weights, 4).tolist(), strict=True))
        return json.dumps({"figures": self.figures, "weights": weights}, ensure_ascii=False, indent=1) + "\n"


def trained_to_carry_on(seen: Sequence[Seen]) -> TrainedToCarryOn:
    """The figures tell turns as they were taught from those made of them."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for number in range(_FOLDS):
        model = _fitted([each for each in seen if each.dialogue % _FOLDS != number])
        for each in (each for each in seen if each.dialogue % _FOLDS == number):
            best = model.found(each.meanings).best
            right[each.is_taught].append(best is not None and best.key in {each.meanings.keys[row] for row in each.meant})
    figures = {"turns": len(right[True]), "first": _share(right[True]), "made": len(right[False]), "made_first": _share(right[False])}
    return TrainedToCarryOn(_fitted(seen), figures)


def _share(right: Sequence[bool]) -> float:
    return round(float(np.mean(right)), 4) if right else 0.0


def _fitted(seen: Sequence[Seen]) -> CarryingOn:
    return CarryingOn(fit([Case(each.meanings.rows, each.meant, each.weight) for each in seen if each.meant], pull=_PULL))
