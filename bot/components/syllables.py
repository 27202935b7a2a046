"""First step of understanding: a message cut into syllables, each spelled the one way, each knowing where it stood."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from vntext import expand_short_forms, normalise, strip_accents

# Combining accents and invisible characters belong to the letter before them: "khai" typed in NFD stays one piece.
_MARKS = r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*"
_DOSSIER_CODE = r"(?:[A-Za-z]\d{2}(?:\.\d+)*|\d{3}(?:\.\d{2})+\.[A-Za-z]\d{2})(?:-\d+)+|[A-Za-z]\d{2}(?:\.\d+)+"
_NUMBER = r"\d+(?:[.,/:-]\d+)*"
_PIECE = re.compile(rf"{_DOSSIER_CODE}|{_NUMBER}|(?:[^\W\d_]{_MARKS})+\d*|[^\w\s]")


class Syllable(NamedTuple):
    """`text` as it should have been typed (case kept), `folded` without accents; start and end are of the message."""

    text: str
    folded: str
    start: int
    end: int


def syllables(message: str) -> list[Syllable]:
    """A short form becomes all its syllables, at the place of the short form: "gt" → "giấy", "tờ"."""
    return [
        Syllable(text, strip_accents(text).lower(), match.start(), match.end())
        for match in _PIECE.finditer(message)
        for text in expand_short_forms(normalise(match.group())).split()
    ]


def accents(text: str) -> list[str]:
    """The accents of a syllable, whatever letter they were typed on: "hòa" and "hoà" have the same."""
    letters = unicodedata.normalize("NFD", text.lower())
    return sorted(letter for letter in letters if unicodedata.combining(letter) or letter == "đ")
