"""The searchable whole in memory: every published entry, found by what people call it, and ranked by what was learned."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.candidates import Candidates, describe
from knowledge_base.search.cues import cues_of_names
from knowledge_base.search.fields import Field, Scores, Vocabulary, character_terms, word_terms
from knowledge_base.search.lines import LineReadings, LineTable
from knowledge_base.search.query import Query
from knowledge_base.search.ranker import Ranker
from knowledge_base.search.searchables import Searchable, traits_table
from knowledge_base.search.spelling import Spelling
from vntext import fold, words

CANDIDATES = 24
_REMEMBERED_QUERIES = 256


@dataclass(frozen=True)
class Hit:
    """`share` is how likely this entry is the one meant, 0…1 over all entries and "none of them"; `signals` tell staff why.

    An entry that search did not find by its words has no signals.
    """

    key: str
    share: float
    signals: dict[str, float] = field(default_factory=dict)

    def signal(self, name: str) -> float:
        return self.signals.get(name, 0.0)


@dataclass(frozen=True)
class Found:
    """Best first. `nothing` is how likely no entry is meant; the shares of hits and `nothing` add up to 1 where none was cut off."""

    hits: tuple[Hit, ...]
    nothing: float

    @property
    def best(self) -> Hit | None:
        return self.hits[0] if self.hits else None

    def share_of(self, key: str) -> float:
        return next((hit.share for hit in self.hits if hit.key == key), 0.0)

    def without(self, keys: Container[str]) -> Found:
        """As if it were known that none of these is meant."""
        if not any(hit.key in keys for hit in self.hits):
            return self
        others = [hit for hit in self.hits if hit.key not in keys]
        left = sum(hit.share for hit in others) + self.nothing
        if not left:
            return NOTHING
        return Found(tuple(replace(hit, share=hit.share / left) for hit in others), self.nothing / left)


NOTHING = Found((), 1.0)


@dataclass(frozen=True)
class Weights:
    """Of the first look, which only chooses whom the ranker sees; chosen on dev_dialogues.jsonl (docs/adr/0006)."""

    words: float = 0.40
    accented: float = 0.10
    characters: float = 0.25
    whole: float = 0.25
    content: float = 0.15
    prior: float = 0.10


@dataclass(frozen=True)
class Vocabularies:
    """Kept from one index to the next, so that publishing one entry does not read all others again."""

    words: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: word_terms(fold(text))))
    accented: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: word_terms(" ".join(words(text)))))
    whole: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: word_terms(fold(text))))
    characters: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: character_terms(fold(text))))
    content: Vocabulary = field(default_factory=lambda: Vocabulary(lambda text: fold(text).split()))
    lines: LineReadings = field(default_factory=LineReadings)


class SearchIndex:
    def __init__(
        self,
        searchables: Sequence[Searchable],
        *,
        ranker: Ranker | None = None,
        weights: Weights | None = None,
        vocabularies: Vocabularies | None = None,
    ) -> None:
        terms = vocabularies or Vocabularies()
        self._ranker = ranker or Ranker.learned()
        self._weights = weights or Weights()
        self._keys = [searchable.key for searchable in searchables]
        self._rows = {key: row for row, key in enumerate(self._keys)}
        lines = [line for searchable in searchables for line in searchable.lines]
        counts = [len(searchable.lines) for searchable in searchables]
        self._starts = np.cumsum([0, *counts[:-1]]).astype(np.intp)
        self._words = Field(lines, terms.words, k1=0.6, b=0.5, precision=0.5)
        self._accented = Field(lines, terms.accented, k1=0.6, b=0.5, precision=0.5)
        self._characters = Field(lines, terms.characters, k1=0.6, b=0.5, precision=0.5)
        self._whole = Field([" . ".join(searchable.lines) for searchable in searchables], terms.whole, k1=1.2, b=0.6)
        self._content = Field([searchable.content for searchable in searchables], terms.content, k1=1.2, b=0.75)
        self._lines = LineTable(searchables, terms.lines)
        self.quotes = self._lines.quotes
        self._spelling = Spelling(self._lines.word_counts)
        self._cues = cues_of_names([searchable.name for searchable in searchables])
        self._traits = traits_table(searchables)
        self._prior = np.array([searchable.prior for searchable in searchables], dtype=np.float32)
        # The index never changes, and one turn asks it the same several times over.
        self.search = lru_cache(_REMEMBERED_QUERIES)(self._search)

    def __len__(self) -> int:
        return len(self._keys)

    def candidates(self, query: Query, including: Sequence[str] = ()) -> Candidates | None:
        """Whom the ranker looks at, with all it knows of them; None for an empty question or one that shares nothing with any entry.

        `including`: entries that are looked at in any case, however little the question has to do with them.
        """
        if not self._keys or not query.plain:
            return None
        query = self._spelling.corrected(query)
        parts = self._parts(query)
        total = np.zeros(len(self._keys), dtype=np.float32)
        for name, part in parts.items():
            total += getattr(self._weights, name) * part
        total[parts["words"] + parts["characters"] <= 0] = -1.0
        chosen = _best(total, CANDIDATES)
        if not len(chosen):
            return None
        wanted = [self._rows[key] for key in including if key in self._rows]
        chosen = np.array(list(dict.fromkeys([*chosen.tolist(), *wanted])), dtype=np.intp)
        return describe(
            query,
            [self._keys[row] for row in chosen],
            {name: part[chosen] for name, part in parts.items()} | {"total": total[chosen]},
            self._lines.compare(query, chosen),
            self._cues[chosen],
            self._traits[chosen],
        )

    def _search(self, query: Query, including: tuple[str, ...] = ()) -> Found:
        candidates = self.candidates(query, including)
        if candidates is None:
            return NOTHING
        shares, nothing = self._ranker.shares(candidates)
        order = np.argsort(-shares, kind="stable")
        signals = candidates.signals()
        hits = tuple(Hit(candidates.keys[row], float(shares[row]), signals[row]) for row in order)
        return Found(hits, nothing)

    def _parts(self, query: Query) -> dict[str, Scores]:
        terms = word_terms(query.plain)
        by_words = self._best_line(self._words.scores(terms))
        return {
            "words": by_words,
            "accented": self._best_line(self._accented.scores(word_terms(query.accented))) if query.has_accents else by_words,
            "characters": self._best_line(self._characters.scores(character_terms(query.plain))),
            "whole": self._whole.scores(terms),
            "content": self._content.scores(query.plain.split()),
            "prior": self._prior,
        }

    def _best_line(self, line_scores: Scores) -> Scores:
        best: Scores = np.maximum.reduceat(line_scores, self._starts)
        return best


def _best(total: Scores, count: int) -> NDArray[np.intp]:
    """The places of the `count` highest above nothing, highest first; of equals, the earlier."""
    least = np.partition(total, -count)[-count] if len(total) > count else 0.0
    chosen = np.flatnonzero((total >= least) & (total > 0))
    return chosen[np.argsort(-total[chosen], kind="stable")][:count]
