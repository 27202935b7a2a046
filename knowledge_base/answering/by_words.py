"""What a message in the middle of talk says by its words alone: whether it goes on with what stands, whether it is about nothing of ours.

Logistic regressions over words and pairs of words without accents; their weights are learned from the dialogues of data/dialogues/ and
the out-of-scope sentences of data/nlu/ (docs/adr/0033).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

STAYING = Path(__file__).with_name("staying.json")
STRANGENESS = Path(__file__).with_name("strangeness.json")
_BEGIN, _END = "^", "$"


def grams(said: str) -> set[str]:
    """Of a folded message: each of its words, each two that follow each other, and which one it begins and ends with."""
    words = said.split()
    return {*words, *(f"{one} {other}" for one, other in pairwise([_BEGIN, *words, _END]))}


@dataclass(frozen=True)
class ByWords:
    """`weights`: log odds, by word or pair of words; `start`: of a message that holds none of them."""

    weights: Mapping[str, float]
    start: float

    @classmethod
    def from_json(cls, text: str) -> Self:
        known = json.loads(text)
        return cls(known["weights"], known["start"])

    def likelihood(self, said: str) -> float:
        """From 0 to 1; `said` is folded."""
        odds = self.start + sum(self.weights.get(gram, 0.0) for gram in grams(said))
        return 1 / (1 + math.exp(-odds))

    def to_json(self) -> str:
        weights = {gram: round(weight, 3) for gram, weight in sorted(self.weights.items()) if round(weight, 3)}
        return json.dumps({"start": round(self.start, 3), "weights": weights}, ensure_ascii=False, indent=0) + "\n"


@cache
def staying() -> ByWords:
    """Whether a message goes on with what is at hand or stands open: "photo được không" does, "làm hộ chiếu" hardly."""
    return ByWords.from_json(STAYING.read_text(encoding="utf-8"))


@cache
def strangeness() -> ByWords:
    """Whether it is about nothing of ours, beside going on: "vé xem phim tối nay" is."""
    return ByWords.from_json(STRANGENESS.read_text(encoding="utf-8"))
