"""The words by which people go on with a matter, learned from turns of which it is known whether they did."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge_base.answering.staying import Staying, grams
from knowledge_base.learning.walking import Origin, Seen

# Best of .03 to 1 on dialogues of authors left out (docs/adr/0033).
_LOOSENESS = 0.3
# What only one turn holds tells nothing of others.
_LEAST_TURNS = 2


def trained_to_stay(seen: Sequence[Seen]) -> Staying:
    """Of turns as they were taught, and of first questions, which go on with nothing."""
    turns = [each for each in seen if each.origin is not Origin.ASKED_BACK]
    table = CountVectorizer(analyzer=grams, binary=True, min_df=_LEAST_TURNS)
    model = LogisticRegression(C=_LOOSENESS, max_iter=2000)
    model.fit(table.fit_transform([each.said for each in turns]), [each.goes_on for each in turns], [each.weight for each in turns])
    return Staying(dict(zip(table.get_feature_names_out(), model.coef_[0].tolist(), strict=True)), float(model.intercept_[0]))
