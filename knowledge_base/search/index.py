"""The searchable whole in memory: every published entry, found by its names, everyday names and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge_base.search.fields import Field, Scores, Vocabulary, character_terms, word_terms
from knowledge_base.search.markers import MarkerTable
from knowledge_base.search.query import Query
from vntext import fold, words


@dataclass(frozen=True)
class Searchable:
    """One entry as search sees it.

    `lines` are the ways to call it, the official name first; `content` is what it speaks of; `prior` in 0…1 is how likely it is asked for.
    """

    key: str
    lines: tuple[str, ...]
    content: str
    prior: float


@dataclass(frozen=True)
class Hit:
    """`signals` tell staff why: the part of each way of matching in `score`."""

    key: str
    score: float
    signals: dict[str, float]


@dataclass(frozen=True)
class Weights:
    """Chosen on dev_dialogues.jsonl; the neighbourhood is flat (docs/adr/0006)."""

    words: float = 0.45
    accented: float = 0.10
    characters: float = 0.30
    content: float = 0.15
    prior: float = 0.10
    marker: float = 0.06


@dataclass(frozen=True)
class Vocabularies:
    """Kept from one index to the next, so that publishing one entry does not read all others again."""

    words: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: word_terms(fold(text))))
    accented: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: word_terms(" ".join(words(text)))))
    characters: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: character_terms(fold(text))))
    content: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: fold(text).split()))


class SearchIndex:
    def __init__(
        self, searchables: Sequence[Searchable], *, weights: Weights | None = None, vocabularies: Vocabularies | None = None
    ) -> None:
        terms = vocabularies or Vocabularies()
        self._weights = weights or Weights()
        self._keys = [searchable.key for searchable in searchables]
        lines = [line for searchable in searchables for line in searchable.lines]
        counts = [len(searchable.lines) for searchable in searchables]
        self._starts = np.cumsum([0, *counts[:-1]]).astype(np.intp)
        self._words = Field(lines, terms.words, k1=0.6, b=0.5, precision=0.5)
        self._accented = Field(lines, terms.accented, k1=0.6, b=0.5, precision=0.5)
        self._characters = Field(lines, terms.characters, k1=0.6, b=0.5, precision=0.5)
        self._content = Field([searchable.content for searchable in searchables], terms.content, k1=1.2, b=0.75)
        self._prior = np.array([searchable.prior for searchable in searchables], dtype=np.float32)
        self._markers = MarkerTable([searchable.lines[0] for searchable in searchables])

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, query: Query, limit: int = 10) -> list[Hit]:
        """Best first. An empty question, or one that shares no word with anything, finds nothing."""
        if not self._keys or not query.plain:
            return []
        parts = self._parts(query)
        matched = parts["words"] + parts["characters"]
        total = np.where(matched > 0, sum(parts.values()), -1.0)
        best = np.argsort(-total, kind="stable")[:limit]
        return [
            Hit(self._keys[i], float(total[i]), {name: round(float(part[i]), 3) for name, part in parts.items()})
            for i in best
            if total[i] > 0
        ]

    def _parts(self, query: Query) -> dict[str, Scores]:
        w = self._weights
        by_words = self._best_line(self._words.scores(query.plain))
        accented = self._best_line(self._accented.scores(query.accented)) if query.has_accents else by_words
        return {
            "words": w.words * by_words,
            "accented": w.accented * accented,
            "characters": w.characters * self._best_line(self._characters.scores(query.plain)),
            "content": w.content * self._content.scores(query.plain),
            "prior": w.prior * self._prior,
            "markers": -w.marker * self._markers.unasked(query.plain),
        }

    def _best_line(self, line_scores: Scores) -> Scores:
        best: Scores = np.maximum.reduceat(line_scores, self._starts)
        return best
