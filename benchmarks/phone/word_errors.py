"""How far what was heard is from what was said, by words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NO_WORD = re.compile(r"[^\w\s]")


def words_of(text: str) -> list[str]:
    """Without case and punctuation; the two ways to place a Vietnamese tone mark are one."""
    return _NO_WORD.sub(" ", _one_way(unicodedata.normalize("NFC", text).lower())).split()


def word_error_rate(said: str, heard: str) -> float:
    """Words to be changed, added or left out, of those that were said."""
    expected, found = words_of(said), words_of(heard)
    return distance(expected, found) / max(1, len(expected))


def distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Levenshtein's."""
    return _distances(left, right, list(range(len(right) + 1)))[-1]


def distance_to_piece(left: Sequence[str], right: Sequence[str]) -> int:
    """Levenshtein's, to that piece of `right` which is nearest (Sellers, 1980)."""
    return min(_distances(left, right, [0] * (len(right) + 1)))


def _distances(left: Sequence[str], right: Sequence[str], row: list[int]) -> list[int]:
    """To what ends at each place of `right`. `row`: what it costs to begin there."""
    for one in left:
        before, row[0] = row[0], row[0] + 1
        for place, other in enumerate(right, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (one != other))
    return row


_OLD_TO_NEW = {
    f"{old}": new
    for pair in ("òa=oà óa=oá ỏa=oả õa=oã ọa=oạ", "òe=oè óe=oé ỏe=oẻ õe=oẽ ọe=oẹ", "ùy=uỳ úy=uý ủy=uỷ ũy=uỹ ụy=uỵ")
    for old, new in (each.split("=") for each in pair.split())
}


def _one_way(text: str) -> str:
    for old, new in _OLD_TO_NEW.items():
        text = text.replace(old, new)
    return text
