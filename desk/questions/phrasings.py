"""Citizens' words as they may be published: without masks, once each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge_base.search.query import prepare
from vntext import fold, normalise

MOST_CHARACTERS = 200
_MASK = re.compile(r"\s*[,;:]?\s*\[[^\]]*\]")
_MOST_WORDS_OF_NAME = 6


def publishable(texts: Iterable[str]) -> list[str]:
    """In their order; two that differ in accents, case or punctuation alone are one, told as first written."""
    kept: dict[str, str] = {}
    for text in texts:
        cleaned = normalise(_MASK.sub(" ", text).replace("\n", " ")).strip(" ,;:.?!")[:MOST_CHARACTERS].strip()
        folded = fold(cleaned)
        if folded:
            kept.setdefault(folded, cleaned)
    return list(kept.values())


def is_name(phrasing: str) -> bool:
    """A way to call the matter ("giấy độc thân"); all else is a whole question as people type it."""
    query = prepare(phrasing)
    return " ".join(query.topic_words) == query.folded and len(query.topic_words) <= _MOST_WORDS_OF_NAME
