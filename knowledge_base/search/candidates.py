"""What the ranker knows of each entry that may be meant: a row of named numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.cues import Flags, cue_names, cues_of_question
from knowledge_base.search.fields import Scores
from knowledge_base.search.lines import LINE_FEATURES
from knowledge_base.search.query import Query
from knowledge_base.search.searchables import TRAITS

Matrix = NDArray[np.float64]

_PARTS = ("words", "accented", "characters", "whole", "content", "total")
_RELATIVE = tuple(f"{part}_to_best" for part in _PARTS)
NOTHING_FEATURES = ("nothing", "nothing_best_both", "nothing_best_words", "nothing_best_union", "nothing_few_words", "nothing_many_words")
_FEW_WORDS, _MANY_WORDS = 2, 8
# A common question or a choice is meant by what it says and no more; words beyond it count otherwise than for a procedure.
_KINDS, _BY_KIND = ("faq", "choice"), ("line_recall", "line_precision", "line_both", "union_recall", "missing_word")
_LINES_BY_KIND = [LINE_FEATURES.index(name) for name in _BY_KIND]
# Where each block of feature_names() ends and the next begins.
_BLOCKS = np.cumsum([len(_PARTS), len(_RELATIVE), len(LINE_FEATURES), len(TRAITS), *(len(_BY_KIND) for _ in _KINDS)])


@cache
def _shown() -> tuple[list[int], list[str]]:
    """The places of the features that a reader is shown, and their names."""
    names = feature_names()[: len(_PARTS) + len(_RELATIVE) + len(LINE_FEATURES)]
    places = [place for place, name in enumerate(names) if not name.endswith("_to_best")]
    return places, [names[place] for place in places]


@cache
def feature_names() -> list[str]:
    cues = [f"{cue}_{kind}" for cue in cue_names() for kind in ("unasked", "met", "unmet")]
    return [*_PARTS, *_RELATIVE, *LINE_FEATURES, *TRAITS, *(f"{kind}_{name}" for kind in _KINDS for name in _BY_KIND), *cues]


def alternative_names() -> list[str]:
    return [*feature_names(), *NOTHING_FEATURES]


@dataclass(frozen=True)
class Candidates:
    """`features`: (keys, feature_names()); `nothing`: (NOTHING_FEATURES,), of the answer "none of them"."""

    keys: list[str]
    features: Matrix
    nothing: Matrix

    def alternatives(self) -> Matrix:
        """Shape (keys + 1, alternative_names()): candidates fill the first columns, "none of them", the last row, the last columns."""
        count, width = self.features.shape
        rows = np.zeros((count + 1, width + len(self.nothing)))
        rows[:count, :width] = self.features
        rows[count, width:] = self.nothing
        return rows

    def signals(self) -> list[dict[str, float]]:
        """Of each key, the features of most use to a reader."""
        places, names = _shown()
        return [dict(zip(names, values, strict=True)) for values in np.round(self.features[:, places], 3).tolist()]


def describe(query: Query, keys: Sequence[str], parts: Mapping[str, Scores], lines: Matrix, cues: Flags, traits: Matrix) -> Candidates:
    features = np.empty((len(keys), len(feature_names())))
    scores, relative, of_lines, of_traits, *by_kind, told_apart = np.split(features, _BLOCKS, axis=1)
    for place, name in enumerate(_PARTS):
        scores[:, place] = parts[name]
    best = scores.max(axis=0)
    np.divide(scores, np.where(best > 0, best, 1.0), out=relative)
    of_lines[:] = lines
    of_traits[:] = traits
    for block, kind in zip(by_kind, _KINDS, strict=True):
        np.multiply(traits[:, [TRAITS.index(kind)]], lines[:, _LINES_BY_KIND], out=block)
    asked = cues_of_question(query.folded)
    told_apart[:, 0::3], told_apart[:, 1::3], told_apart[:, 2::3] = cues & ~asked, cues & asked, ~cues & asked
    topic_words = len(query.topic_words)
    both, union = LINE_FEATURES.index("line_both"), LINE_FEATURES.index("union_recall")
    nothing = [1.0, lines[:, both].max(), best[0], lines[:, union].max(), topic_words <= _FEW_WORDS, topic_words >= _MANY_WORDS]
    return Candidates(list(keys), features, np.array(nothing, dtype=np.float64))
