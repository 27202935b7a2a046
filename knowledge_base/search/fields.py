"""One way of matching text with text: BM25 over chosen terms, scaled so that a question that is wholly a name scores near 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
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

    def known(self, text: str) -> tuple[list[int], int]:
        """The columns of the text's terms, and how many more terms it has that no text holds."""
        terms = set(self._terms(text))
        columns = [column for term in terms if (column := self._columns.get(term)) is not None]
        return columns, len(terms) - len(columns)

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
        shape = (max(len(texts), 1), self._width)
        document_counts = np.bincount(columns, minlength=self._width)
        self._idf = np.log1p((shape[0] - document_counts + 0.5) / (document_counts + 0.5)).astype(np.float32)
        self._is_held = document_counts > 0
        self._highest_idf = float(self._idf.max(where=self._is_held, initial=0.0))
        lengths = np.bincount(rows, weights=repeats, minlength=shape[0])
        pivot = 1 - b + b * lengths / max(float(lengths.mean()), 1.0)
        weight = self._idf[columns]
        saturated = repeats * (k1 + 1) / (repeats + k1 * pivot[rows])
        places = (rows, columns)
        self._matrix = csc_matrix((saturated * weight, places), shape=shape, dtype=np.float32)
        self._presence = csc_matrix((weight, places), shape=shape, dtype=np.float32)
        self._whole = np.bincount(rows, weights=weight, minlength=shape[0]).clip(1e-6).astype(np.float32)

    def scores(self, text: str) -> Scores:
        """One score a text; terms that nothing holds count as asked for and not found, at a part of their weight."""
        columns, unknown = self._vocabulary.known(text)
        known = [column for column in columns if column < self._width and self._is_held[column]]
        unknown += len(columns) - len(known)
        if not known:
            return np.zeros(self._matrix.shape[0], dtype=np.float32)
        asked = float(self._idf[known].sum()) + _UNKNOWN_TERM_SHARE * self._highest_idf * unknown
        found: Scores = _row_sums(self._matrix, known) / asked
        if not self._precision:
            return found
        share = _row_sums(self._presence, known) / self._whole
        return found * (1 - self._precision + self._precision * share)


def _row_sums(matrix: csc_matrix, columns: list[int]) -> Scores:
    return np.asarray(matrix[:, columns].sum(axis=1), dtype=np.float32).ravel()
