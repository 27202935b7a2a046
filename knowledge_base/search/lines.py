"""A question held against each single line of an entry: how much of either is in the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.fields import word_terms
from knowledge_base.search.query import Query
from knowledge_base.search.searchables import Searchable
from vntext import fold

LINE_FEATURES = ("line_recall", "line_precision", "line_both", "name_recall", "name_precision", "held_name", "union_recall", "missing_word")
_LEAST_WORDS_OF_A_HELD_NAME = 2
_UNKNOWN_WEIGHT = 0.6


@dataclass(frozen=True)
class _Read:
    """An entry's lines as terms, all it says as terms, and its names as padded text."""

    lines: tuple[frozenset[str], ...]
    everything: frozenset[str]
    names: tuple[str, ...]

    @classmethod
    def of(cls, searchable: Searchable) -> Self:
        folded = [fold(line) for line in searchable.lines]
        lines = tuple(frozenset(word_terms(line)) for line in folded)
        named = folded[: len(searchable.names) + 1]
        names = tuple(f" {name} " for name in named if name.count(" ") + 1 >= _LEAST_WORDS_OF_A_HELD_NAME)
        return cls(lines, frozenset().union(*lines, fold(searchable.content).split()), names)


class LineReadings:
    """Kept from one table to the next, so that publishing one entry does not read all others again."""

    def __init__(self) -> None:
        self._seen: dict[Searchable, _Read] = {}

    def of(self, searchables: Sequence[Searchable]) -> list[_Read]:
        """What earlier calls read and this one does not ask for is dropped."""
        self._seen = {searchable: self._seen.get(searchable) or _Read.of(searchable) for searchable in searchables}
        return [self._seen[searchable] for searchable in searchables]


class LineTable:
    """Terms are words and pairs of neighbours, weighted by how few entries hold them; `word_counts`: how many hold each word."""

    def __init__(self, searchables: Sequence[Searchable], readings: LineReadings | None = None) -> None:
        self._entries = (readings or LineReadings()).of(searchables)
        holders: Counter[str] = Counter()
        for entry in self._entries:
            holders.update(entry.everything)
        self.word_counts = {term: held for term, held in holders.items() if "_" not in term}
        count = max(len(searchables), 1)
        self._weight = {term: math.log1p((count - held + 0.5) / (held + 0.5)) for term, held in holders.items()}
        self._highest = max(self._weight.values(), default=1.0)
        # Of the entries that were looked at: most never are.
        self._line_weights: dict[int, list[float]] = {}

    def compare(self, query: Query, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Shape (rows, LINE_FEATURES), each in 0…1."""
        asked = {term: self._of(term) for term in word_terms(query.plain)}
        single = {word: self._of(word) for word in query.plain.split()}
        padded = f" {query.plain} "
        return np.array([self._compare_one(int(row), asked, single, padded) for row in rows])

    def _compare_one(self, row: int, asked: Mapping[str, float], single: Mapping[str, float], padded: str) -> list[float]:
        """`asked`, `single`: the question's terms and words with their weights."""
        recall = precision = both = 0.0
        name_recall = name_precision = 0.0
        entry, terms, whole = self._entries[row], asked.keys(), max(sum(asked.values()), 1e-6)
        for number, (line, weight) in enumerate(zip(entry.lines, self._weights_of(row), strict=True)):
            if not weight or line.isdisjoint(terms):
                continue
            shared = sum([asked[term] for term in terms & line])
            r, p = shared / whole, shared / weight
            f = 2 * r * p / (r + p)
            if number == 0:
                name_recall, name_precision = r, p
            recall = r if r > recall else recall
            precision = p if p > precision else precision
            both = f if f > both else both
        held = max((self._sum(frozenset(word_terms(name.strip()))) / whole for name in entry.names if name in padded), default=0.0)
        missing = [weight for word, weight in single.items() if word not in entry.everything]
        union = 1 - sum(missing) / max(sum(single.values()), 1e-6)
        return [recall, precision, both, name_recall, name_precision, min(held, 1.0), union, max(missing, default=0.0) / self._highest]

    def _weights_of(self, row: int) -> list[float]:
        if row not in self._line_weights:
            self._line_weights[row] = [self._sum(line) for line in self._entries[row].lines]
        return self._line_weights[row]

    def _sum(self, terms: frozenset[str]) -> float:
        return sum(map(self._of, terms))

    def _of(self, term: str) -> float:
        return self._weight.get(term, _UNKNOWN_WEIGHT * self._highest)
