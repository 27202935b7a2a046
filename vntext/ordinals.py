"""A choice by its place in a list, as people write it: "2", "số 2", "(2)", "cái thứ hai", "mục cuối nhé"."""

from __future__ import annotations

import re

from vntext.tokens import fold, words

_ORDINALS = {
    "nhat": 1, "dau": 1, "dau tien": 1, "mot": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "cuoi": -1, "cuoi cung": -1,
}  # fmt: skip
# "Nam" alone is a name, or the south.
_CHOICE = re.compile(
    r"^(?:(?:em|toi|minh|da|vang|u|chon|lay|la|y)\s+)*(?:(?:cai|so|muc|dong|lua chon|truong hop|thu|phuong an)\s+)*"
    r"(\d{1,2}|dau tien|dau|nhat|mot|hai|nhi|ba|bon|tu|(?<=thu )nam|(?<=so )nam|cuoi cung|cuoi)"
    r"(?:\s+(?:a|nhe|di|nha|ban|em|do|ay|kia|luon|thoi|ad))*$"
)
# How the last words of a choice are spelt: without accents "cưới" reads like "cuối", and "Nhật" like "nhất".
_SPELT = frozenset({"nhất", "đầu", "tiên", "một", "hai", "nhì", "ba", "bốn", "tư", "năm", "cuối", "cùng"})


def chosen_number(text: str, count: int) -> int | None:
    """The number meant in a list of `count`, which need not have it; None when the text is no choice by number."""
    match = _CHOICE.match(fold(text))
    if match is None:
        return None
    said = match.group(1)
    if not said.isdecimal() and not _is_spelt_so(text, said):
        return None
    number = int(said) if said.isdecimal() else _ORDINALS[said]
    return count if number == -1 else number


def _is_spelt_so(text: str, said: str) -> bool:
    spoken = [word for word in words(text) if fold(word) in said.split()]
    return all(word in _SPELT or word == fold(word) for word in spoken)
