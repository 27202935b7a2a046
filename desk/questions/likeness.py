"""How alike two questions are: the syllables and pairs of syllables they share, the rare ones counting most, and their letters.

Nothing here depends on what else was asked: the same questions in the same order always give the same clusters.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from knowledge_base.search.query import prepare

# Measured on questions of 25 needs (tests/desk/questions/test_clusters_are_right.py), whatever their order.
ALIKE = 0.45
_LETTERS_SHARE = 0.3
_PAIR_WEIGHT = 1.2
_SHARPNESS = 1.5
_LETTERS = 3
_MOST_WORDS = 40
_MASK = re.compile(r"\[[^\]]*\]")
_LINES = 1000
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Topic:
    """`text`: what was said without question phrases and without accents; behind "|" the official words for it."""

    text: str

    @classmethod
    def of(cls, masked: str) -> Topic:
        query = prepare(_MASK.sub(" ", masked))
        said = query.topic_words or tuple(query.folded.split())
        official = query.plain.split()[len(query.topic_words) :] if query.topic_words else ()
        return cls(" ".join(said[:_MOST_WORDS]) + (f"|{' '.join(official)}" if official else ""))

    @cached_property
    def _words(self) -> tuple[list[str], list[str]]:
        said, _, official = self.text.partition("|")
        return said.split(), official.split()

    @cached_property
    def terms(self) -> Weights:
        """Syllables and pairs of neighbours."""
        said, official = self._words
        weights = {word: _weight(word) ** _SHARPNESS for word in [*said, *official]}
        for first, second in pairwise(said):
            weights[f"{first} {second}"] = _PAIR_WEIGHT * ((_weight(first) + _weight(second)) / 2) ** _SHARPNESS
        return weights

    @cached_property
    def letters(self) -> Weights:
        padded = f" {' '.join(self._words[0])} "
        return {padded[at : at + _LETTERS]: 1.0 for at in range(len(padded) - _LETTERS + 1)}

    def heaviest(self, most: int) -> list[tuple[int, float]]:
        """Checksums of the terms that say most, with their weights."""
        ordered = sorted(self.terms.items(), key=lambda term: (-term[1], term[0]))
        return [(checksum(term), weight) for term, weight in ordered[:most]]


def likeness(one: Topic, other: Topic) -> float:
    """From 0 to 1."""
    if one.text == other.text:
        return 1.0
    return (1 - _LETTERS_SHARE) * _cosine(one.terms, other.terms) + _LETTERS_SHARE * _cosine(one.letters, other.letters)


def likeness_to_all(one: Topic, others: Sequence[Topic]) -> float:
    """With the average of a cluster, so that it does not grow along a chain of neighbours."""
    return sum(likeness(one, other) for other in others) / len(others)


def checksum(term: str) -> int:
    """Fits PostgreSQL's integer."""
    return zlib.crc32(term.encode()) - 2**31


def _cosine(one: Weights, other: Weights) -> float:
    shared = sum(weight * other[key] for key, weight in one.items() if key in other)
    return shared / (_length(one.values()) * _length(other.values())) if shared else 0.0


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))


def _weight(word: str) -> float:
    return math.log(_LINES / _lines_with().get(word, 1)) / math.log(_LINES)


@cache
def _lines_with() -> Mapping[str, int]:
    rows = Path(__file__).with_name("common_syllables.txt").read_text(encoding="utf-8").splitlines()
    counted = (row.split() for row in rows if not row.startswith("#"))
    return {word: int(count) for count, *of_count in counted for word in of_count}
