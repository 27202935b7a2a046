"""What a message wants of us: an answer, a report taken down, a person …; by its words and by what search makes of it.

Two regressions, one upon the other (docs/adr/0035): over words and pairs of words, and over what those say together with how well the
message fits anything published and whether talk about a procedure is going on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.by_words import grams, staying, strangeness
from knowledge_base.answering.step import Turn
from knowledge_base.records import FaqBehaviour, FaqRecord
from knowledge_base.search.index import Hit

MODEL = Path(__file__).with_name("likely_behaviour.json")
# A question back is what an answer may begin with.
BEHAVIOURS = (
    Behaviour.ANSWER,
    Behaviour.REFER,
    Behaviour.REPORT,
    Behaviour.EMERGENCY,
    Behaviour.REFUSE,
    Behaviour.SMALLTALK,
    Behaviour.TRACK,
    Behaviour.HANDOVER,
)
SIGNS = (
    "nothing",
    "best_share",
    "best_line",
    "best_words",
    "missing_word",
    "matter_of_others",
    "in_talk",
    "words",
    "few_words",
    "many_words",
    "bare",
    "stays",
    "strange",
)
_LEAST_SHARE = 1e-4
# Finer than a hundredth no weight of a word is kept.
_HUNDREDTHS = 100
_WORDS_SCALE, _FEW_WORDS, _MANY_WORDS = 8, 2, 8
_NO_HIT = Hit("", 0.0, {"missing_word": 1.0})

Weights = NDArray[np.float64]


@dataclass(frozen=True)
class LikelyBehaviour:
    """`words`: by word or pair of words, what it adds to each of BEHAVIOURS; `start`: of a message that holds none of them.

    `weights`: (BEHAVIOURS, BEHAVIOURS + SIGNS), over what the words say and the signs; `bias`: (BEHAVIOURS,).
    """

    words: Mapping[str, Sequence[float]]
    start: Weights
    weights: Weights
    bias: Weights

    @classmethod
    def from_json(cls, text: str) -> Self:
        known = json.loads(text)
        words = {gram: [weight / _HUNDREDTHS for weight in weights] for gram, weights in known["words_in_hundredths"].items()}
        return cls(words, np.array(known["start"]), np.array(known["weights"]), np.array(known["bias"]))

    def by_words(self, said: str) -> Weights:
        """Shape (BEHAVIOURS,), log odds; `said` is folded."""
        held = [weights for gram in grams(said) if (weights := self.words.get(gram)) is not None]
        return np.add.reduce(held, axis=0) + self.start if held else self.start

    def shares(self, said: str, signs: Weights) -> dict[Behaviour, float]:
        """They add up to 1."""
        odds = self.weights @ np.concatenate([self.by_words(said), signs]) + self.bias
        likelihoods = np.exp(odds - odds.max())
        return dict(zip(BEHAVIOURS, (likelihoods / likelihoods.sum()).tolist(), strict=True))

    def to_json(self) -> str:
        rounded = ((gram, [round(weight * _HUNDREDTHS) for weight in weights]) for gram, weights in sorted(self.words.items()))
        lines = (f"{json.dumps(gram, ensure_ascii=False)}:{json.dumps(weights, separators=(',', ':'))}" for gram, weights in rounded)
        others = {"start": self.start, "weights": self.weights, "bias": self.bias}
        rest = "".join(f',\n"{name}": {json.dumps(np.round(values, 4).tolist())}' for name, values in others.items())
        return '{"words_in_hundredths": {\n' + ",\n".join(lines) + "\n}" + rest + "}\n"


@cache
def _learned() -> LikelyBehaviour:
    return LikelyBehaviour.from_json(MODEL.read_text(encoding="utf-8"))


def likely_behaviours(turn: Turn) -> dict[Behaviour, float]:
    """How likely each of BEHAVIOURS is what the citizen wants; they add up to 1."""
    return _learned().shares(turn.query.folded, signs_of(turn))


def signs_of(turn: Turn) -> Weights:
    """Shape (SIGNS,)."""
    found, said, count = turn.found, turn.query.folded, len(turn.query.topic_words)
    best = found.best or _NO_HIT
    is_in_talk = bool(turn.question.context.procedure_codes or turn.question.context.options)
    of_others = max((hit.share for hit in found.hits if is_of_others(turn, hit.key)), default=0.0)
    return np.array(
        [
            math.log(max(found.nothing, _LEAST_SHARE)),
            best.share,
            best.signal("line_both"),
            best.signal("union_recall"),
            best.signal("missing_word"),
            of_others,
            is_in_talk,
            count / _WORDS_SCALE,
            count <= _FEW_WORDS,
            count > _MANY_WORDS,
            turn.query.is_bare,
            staying().likelihood(said) if is_in_talk else 0.0,
            strangeness().likelihood(said) if is_in_talk else 0.0,
        ],
        dtype=np.float64,
    )


def is_of_others(turn: Turn, key: str) -> bool:
    """Whether it is a common question that says whose matter this is, since it is not ours."""
    record = turn.knowledge.told.get(key)
    return isinstance(record, FaqRecord) and record.behaviour is not FaqBehaviour.ANSWER
