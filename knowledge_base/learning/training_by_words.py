"""The words by which people go on with a matter, or leave all that is ours, learned from turns of which it is known what they did."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge_base.answering.by_words import ByWords, grams
from knowledge_base.learning.walking import Origin, Seen
from vntext import fold

# Best of .03 to 1 on dialogues of authors left out; of strangeness .1 to 1, on files of sentences left out as well (docs/adr/0033).
_LOOSENESS, _STRANGE_LOOSENESS = 0.3, 1.0
# What only one turn holds tells nothing of others.
_LEAST_TURNS = 2


def trained_to_stay(seen: Sequence[Seen]) -> ByWords:
    """Of turns as they were taught, and of first questions, which go on with nothing."""
    turns = [each for each in seen if each.origin is not Origin.ASKED_BACK]
    return _fitted([each.said for each in turns], [each.goes_on for each in turns], [each.weight for each in turns], _LOOSENESS)


def trained_to_wonder(seen: Sequence[Seen], out_of_scope: Sequence[str]) -> ByWords:
    """Of turns that go on, beside sentences about nothing of ours."""
    going_on = [each.said for each in seen if each.is_taught and each.goes_on]
    texts = [*going_on, *(fold(text) for text in out_of_scope)]
    return _fitted(texts, [number >= len(going_on) for number in range(len(texts))], [1.0] * len(texts), _STRANGE_LOOSENESS)


def gram_table() -> CountVectorizer:
    """Of messages that are folded: which words and pairs of words each holds."""
    return CountVectorizer(analyzer=grams, binary=True, min_df=_LEAST_TURNS)


def _fitted(texts: Sequence[str], holds: Sequence[bool], weights: Sequence[float], looseness: float) -> ByWords:
    table = gram_table()
    model = LogisticRegression(C=looseness, max_iter=3000)
    model.fit(table.fit_transform(texts), holds, weights)
    return ByWords(dict(zip(table.get_feature_names_out(), model.coef_[0].tolist(), strict=True)), float(model.intercept_[0]))
