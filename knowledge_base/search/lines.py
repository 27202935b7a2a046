"""A question held against each single line of an entry: how much of either is in the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.fields import word_terms
from knowledge_base.search.query import Query
from knowledge_base.search.quotes import Quotes
from knowledge_base.search.searchables import Searchable
from vntext import expand_short_forms, fold, words

LINE_FEATURES = ("line_recall", "line_precision", "line_both", "name_recall", "name_precision", "held_name", "union_recall", "missing_word")
_LEAST_WORDS_OF_A_HELD_NAME = 2
_UNKNOWN_WEIGHT = 0.6
# Weights are rounded to this, so that their sums are exact in whatever order they are added: a name said whole scores 1, not nearly 1.
_GRAIN = 2.0**-32
Ids = NDArray[np.intp]
Weights = NDArray[np.float64]


@dataclass(frozen=True)
class _Read:
    """An entry's terms by number, those of its lines and of all that it says; its names, which are its first lines, as padded text.

    `written`: its lines in lower case, with their accents, short forms written out.
    """

    written: tuple[str, ...]
    lines: tuple[Ids, ...]
    everything: Ids
    names: tuple[str, ...]

    def is_name_within(self, line: int, padded: str) -> bool:
        """A name of one word may stand anywhere without being meant."""
        return line < len(self.names) and self.names[line].count(" ") - 1 >= _LEAST_WORDS_OF_A_HELD_NAME and self.names[line] in padded


@dataclass(frozen=True)
class _Asked:
    """A question's terms. `weights` begin with one of nothing; `words`: where in `weights` those of single words stand.

    `places`: of each number of a term, where in `weights` it stands; 0 for what is not asked. `padded` is the question's text.
    """

    weights: Weights
    words: list[int]
    places: NDArray[np.unsignedinteger]
    padded: str


class LineReadings:
    """Kept from one table to the next, so that publishing one entry does not read all others again."""

    def __init__(self) -> None:
        self._seen: dict[Searchable, _Read] = {}
        self.numbers: dict[str, int] = {}

    def of(self, searchables: Sequence[Searchable]) -> list[_Read]:
        """What earlier calls read and this one does not ask for is dropped."""
        self._seen = {searchable: self._seen.get(searchable) or self._read(searchable) for searchable in searchables}
        return [self._seen[searchable] for searchable in searchables]

    def _read(self, searchable: Searchable) -> _Read:
        folded = [fold(line) for line in searchable.lines]
        lines = [word_terms(line) for line in folded]
        named = folded[: len(searchable.names) + 1]
        names = tuple(f" {name} " for name in named)
        written = tuple(" ".join(words(expand_short_forms(line))) for line in searchable.lines)
        return _Read(written, tuple(map(self._numbered, lines)), self._numbered(chain(*lines, fold(searchable.content).split())), names)

    def _numbered(self, terms: Iterable[str]) -> Ids:
        """Each once."""
        numbers = self.numbers
        return np.array([numbers.setdefault(term, len(numbers)) for term in dict.fromkeys(terms)], dtype=np.intp)


class LineTable:
    """Terms are words and pairs of neighbours, weighted by how few entries hold them; `word_counts`: how many hold each word."""

    def __init__(self, searchables: Sequence[Searchable], readings: LineReadings | None = None) -> None:
        read = readings or LineReadings()
        self._entries = read.of(searchables)
        self.quotes = Quotes((each.key, line) for each, entry in zip(searchables, self._entries, strict=True) for line in entry.written)
        self._numbers = read.numbers
        # The numbers may grow later through another table; this one knows the terms of its own entries.
        held = np.bincount(_joined([entry.everything for entry in self._entries]), minlength=len(read.numbers))
        self.word_counts = {term: count for term, count in zip(read.numbers, held.tolist(), strict=False) if count and "_" not in term}
        weights = np.log1p((max(len(searchables), 1) - held + 0.5) / (held + 0.5))
        self._highest = float(weights.max(where=held > 0, initial=0.0)) or 1.0
        unknown = _UNKNOWN_WEIGHT * self._highest
        weights = np.append(np.where(held > 0, weights, unknown), unknown)
        self._weights = np.round(weights / _GRAIN) * _GRAIN
        lines = [line for entry in self._entries for line in entry.lines]
        self._terms, self._counts = _joined(lines), np.array([len(line) for line in lines], dtype=np.intp)
        self._line_weights = _sums(self._weights[self._terms], self._counts)
        self._first_lines = [0, *accumulate(len(entry.lines) for entry in self._entries)]
        self._first_terms = [0, *accumulate(map(len, lines))]

    def compare(self, query: Query, rows: Ids) -> Weights:
        """Shape (rows, LINE_FEATURES), each in 0…1."""
        asked = self._asked(query)
        numbers = rows.tolist()
        return np.column_stack([*self._compare_lines(numbers, asked), *self._compare_words(numbers, asked)])

    def _asked(self, query: Query) -> _Asked:
        terms = list(dict.fromkeys(word_terms(query.plain)))
        numbers = self._numbered(terms)
        places = np.zeros(len(self._weights), dtype=np.min_scalar_type(len(terms)))
        places[numbers] = np.arange(1, len(terms) + 1)
        places[-1] = 0
        words = [place for place, term in enumerate(terms, start=1) if "_" not in term]
        return _Asked(np.append(0.0, self._weights[numbers]), words, places, f" {query.plain} ")

    def _compare_lines(self, rows: Sequence[int], asked: _Asked) -> Sequence[Weights]:
        """The first six LINE_FEATURES."""
        spans = [(self._first_lines[row], self._first_lines[row + 1]) for row in rows]
        terms = np.concatenate([self._terms[self._first_terms[start] : self._first_terms[end]] for start, end in spans])
        shared = _sums(asked.weights[asked.places[terms]], np.concatenate([self._counts[start:end] for start, end in spans]))
        weights = np.concatenate([self._line_weights[start:end] for start, end in spans])
        whole = max(float(asked.weights.sum()), 1e-6)
        recall, precision = shared / whole, shared / weights.clip(1e-6)
        both = 2 * recall * precision / (recall + precision).clip(1e-12)
        names = np.array([0, *accumulate(end - start for start, end in spans[:-1])])
        best = [np.maximum.reduceat(figure, names) for figure in (recall, precision, both)]
        held = np.zeros(len(rows))
        # Only lines whose every term is asked for can stand in the question.
        for line in np.flatnonzero((shared == weights) & (shared > 0)).tolist():
            place = int(np.searchsorted(names, line, side="right")) - 1
            if self._entries[rows[place]].is_name_within(line - int(names[place]), asked.padded):
                held[place] = max(held[place], recall[line])
        return [*best, recall[names], precision[names], held]

    def _compare_words(self, rows: Sequence[int], asked: _Asked) -> Sequence[Weights]:
        """The last two: how much of the question's words an entry has in any of its lines or its content, and the heaviest it has not."""
        said = [self._entries[row].everything for row in rows]
        found = asked.places[np.concatenate(said)]
        (heard,) = found.nonzero()
        has = np.zeros((len(rows), len(asked.weights)), dtype=np.bool_)
        has[np.repeat(np.arange(len(rows)), list(map(len, said)))[heard], found[heard]] = True
        weights = asked.weights[asked.words]
        missing = np.where(has[:, asked.words], 0.0, weights)
        union = 1 - missing.sum(axis=1) / max(float(weights.sum()), 1e-6)
        return [union, missing.max(axis=1, initial=0.0) / self._highest]

    def _numbered(self, terms: Iterable[str]) -> Ids:
        """The last number is that of all unknown terms; the numbers of a later table are unknown here."""
        unknown = len(self._weights) - 1
        return np.minimum([self._numbers.get(term, unknown) for term in terms], unknown).astype(np.intp)


def _joined(parts: Sequence[Ids]) -> Ids:
    return np.concatenate(parts) if parts else np.array([], dtype=np.intp)


def _sums(weights: Weights, counts: Ids) -> Weights:
    """Of the first so many, the next so many, and so on."""
    return np.bincount(np.repeat(np.arange(len(counts)), counts), weights, len(counts))
