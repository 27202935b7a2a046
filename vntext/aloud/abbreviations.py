"""Short forms in capitals: known ones written out, others spelled letter by letter, words in capitals left."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from vntext.aloud.numbers import letters
from vntext.aloud.rules import before, rule
from vntext.normaliser import strip_accents
from vntext.syllables import is_syllable

_DOTTED = {
    "TP": "thành phố", "Tp": "thành phố", "TX": "thị xã", "P": "phường", "Q": "quận", "H": "huyện", "X": "xã", "KP": "khu phố",
    "ThS": "thạc sĩ", "TS": "tiến sĩ", "BS": "bác sĩ", "PGS": "phó giáo sư", "GS": "giáo sư", "KS": "kỹ sư", "LS": "luật sư",
}  # fmt: skip
_WORD = r"[^\W\d_]{2,}"
_SHORTEST_WORD = 3


@cache
def _table() -> dict[str, str]:
    rows = Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return {short: long for short, _, long in (row.partition("\t") for row in rows)}


def _known() -> str:
    return "|".join(re.escape(short) for short in sorted(_table(), key=len, reverse=True))


def _written_out(short: str) -> str:
    """A word in capitals ("KHAI") is no short form."""
    if not short.isupper():
        return short
    bare = strip_accents(short).lower()
    is_word = is_syllable(bare) and (len(short) >= _SHORTEST_WORD or bare != short.lower())
    return short.lower() if is_word else letters(short)


RULES = (
    before(rf"({'|'.join(_DOTTED)})\.\s*", r"[A-ZĐÀ-Ỵ]", lambda match: f"{_DOTTED[match[1]]} "),
    rule(_known(), lambda match: _table()[match[0]]),
    rule(_WORD, lambda match: _written_out(match[0])),
)
