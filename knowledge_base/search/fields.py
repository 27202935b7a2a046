"""One way of matching text with text: BM25 over chosen terms, scaled so that a question that is wholly a name scores near 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

Scores = NDArray[np.float32]
Terms = Callable[[str], list[str]]

_UNKNOWN_TERM_SHARE = 0.25


def word_terms(text: str) -> list[str]:
    """Words and pairs of neighbours."""
    single = text.split()
    return [*single, *(f"{a}_{b}" for a, b in pairwise(single))]


def character_terms(text: str) -> list[str]:
    """Runs of 3 to 5 characters within words; survives typing errors and joined words."""
    terms: list[str] = []
    for word in text.split():
        padded = f" {word} "
        for size in (3, 4, 5):
            terms.extend(padded[start : start + size] for start in range(len(padded) - size + 1))
    return terms


class Vocabulary:
    """Terms of one kind, numbered once for all, with what each text holds kept: a rebuilt index reads only texts it never saw."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._columns: dict[str, int] = {}
        self._seen: dict[str, tuple[NDArray[np.intp], Scores]] = {}

    def __len__(self) -> int:
        return len(self._columns)

    def counts(self, texts: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp], Scores]:
        """Rows, columns and how often: which text holds which term. Texts of earlier calls that are not asked for now are dropped."""
        self._seen = {text: self._seen.get(text) or self._count(text) for text in texts}
        found = [self._seen[text] for text in texts]
        rows = np.repeat(np.arange(len(texts), dtype=np.intp), [len(columns) for columns, _ in found])
        if not found:
            return rows, np.array([], dtype=np.intp), np.array([], dtype=np.float32)
        return rows, np.concatenate([columns for columns, _ in found]), np.concatenate([repeats for _, repeats in found])

    def known(self, terms: Iterable[str]) -> tuple[list[int], int]:
        """The columns of the terms, each once, and how many more terms there are that no text holds."""
        asked = set(terms)
        columns = [column for term in asked if (column := self._columns.get(term)) is not None]
        return columns, len(asked) - len(columns)

    def _count(self, text: str) -> tuple[NDArray[np.intp], Scores]:
        counted = Counter(self._terms(text))
        columns = [self._columns.setdefault(term, len(self._columns)) for term in counted]
        return np.array(columns, dtype=np.intp), np.array(list(counted.values()), dtype=np.float32)


class Field:
    """`k1` and `b` as in Robertson and Zaragoza, The Probabilistic Relevance Framework (2009).

    `precision` (0…1) is how much a text loses for what it says beyond the question.
    """

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary, *, k1: float, b: float, precision: float = 0.0) -> None:
        self._vocabulary = vocabulary
        self._precision = precision
        rows, columns, repeats = vocabulary.counts(texts)
        # The vocabulary may hold terms of earlier texts and grow later through another index; this one knows the terms of its own texts.
        self._width = max(len(vocabulary), 1)
        self._count = max(len(texts), 1)
        document_counts = np.bincount(columns, minlength=self._width)
        self._idf = np.log1p((self._count - document_counts + 0.5) / (document_counts + 0.5)).astype(np.float32)
        self._is_held = document_counts > 0
        self._highest_idf = float(self._idf.max(where=self._is_held, initial=0.0))
        lengths = np.bincount(rows, weights=repeats, minlength=self._count)
        pivot = 1 - b + b * lengths / max(float(lengths.mean()), 1.0)
        weight = self._idf[columns]
        saturated = (repeats * (k1 + 1) / (repeats + k1 * pivot[rows]) * weight).astype(np.float32)
        # Two sums are wanted of each text, over the same terms; as one complex number they cost hardly more than one.
        by_term = csc_matrix((saturated + 1j * weight if precision else saturated, (rows, columns)), shape=(self._count, self._width))
        self._bounds = by_term.indptr
        self._holders, self._weights = by_term.indices.astype(np.intp), by_term.data
        self._whole = np.bincount(rows, weights=weight, minlength=self._count).clip(1e-6).astype(np.float32)

    def scores(self, terms: Iterable[str]) -> Scores:
        """One score a text; terms that nothing holds count as asked for and not found, at a part of their weight."""
        found, unknown = self._vocabulary.known(terms)
        columns = np.array(found, dtype=np.intp)
        known = columns[columns < self._width]
        known = known[self._is_held[known]]
        unknown += len(columns) - len(known)
        if not len(known):
            return np.zeros(self._count, dtype=np.float32)
        asked = float(self._idf[known].sum()) + _UNKNOWN_TERM_SHARE * self._highest_idf * unknown
        sums = self._sums(known)
        matched: Scores = sums.real / asked
        if not self._precision:
            return matched
        return matched * (1 - self._precision + self._precision * (sums.imag / self._whole))

    def _sums(self, columns: NDArray[np.intp]) -> NDArray[np.float32] | NDArray[np.complex64]:
        """What the terms weigh together in each text."""
        sums = np.zeros(self._count, dtype=self._weights.dtype)
        for start, end in zip(self._bounds[columns].tolist(), self._bounds[columns + 1].tolist(), strict=True):
            np.add.at(sums, self._holders[start:end], self._weights[start:end])
        return sums
