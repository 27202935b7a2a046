"""Words as search and matching see them."""

from __future__ import annotations

import re

from vntext.normaliser import normalise, strip_accents

_WORD = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+(?:\d+)?", re.UNICODE)


def words(text: str) -> list[str]:
    """Lower-case words and numbers ("1.001193" stays one), accents kept."""
    return _WORD.findall(normalise(text).lower())


def fold(text: str) -> str:
    """Lower case, no accents, single blanks between words: the form in which two spellings meet."""
    return strip_accents(" ".join(words(text)))
