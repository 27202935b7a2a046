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
    return _distances(left, right)[-1]


def distance_to_beginning(left: Sequence[str], right: Sequence[str]) -> int:
    """Levenshtein's, to that beginning of `right` which is nearest."""
    return min(_distances(left, right))


def _distances(left: Sequence[str], right: Sequence[str]) -> list[int]:
    """To each beginning of `right`, the empty one first."""
    row = list(range(len(right) + 1))
    for number, one in enumerate(left, start=1):
        before, row[0] = row[0], number
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
