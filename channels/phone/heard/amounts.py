"""Counts, money and shares."""

from __future__ import annotations

from collections.abc import Sequence

from channels.phone.heard.numerals import Number, number_at
from channels.phone.heard.reading import Read

# "mười mấy", "hai mươi mấy": nobody said how many.
_VAGUE = frozenset({"mấy", "mươi"})
# "vài mươi", "mấy trăm nghìn": the number has no beginning.
_VAGUE_BEFORE = frozenset({"mấy", "vài", "dăm"})


def amount_at(words: Sequence[str], begins: int) -> Read | None:
    number = number_at(words, begins)
    if number is None:
        return None
    behind = words[begins + number.count : begins + number.count + 2]
    if list(behind) == ["phần", "trăm"]:
        return Read(number.count + 2, f"{number.value}%")
    if list(behind[:1]) == ["phẩy"] and (decimal := _decimals(words, begins + number.count + 1)):
        return Read(number.count + 1 + decimal.count, f"{number.value},{decimal.value}")
    before = words[begins - 1] if begins else ""
    if number.is_plain or before in _VAGUE_BEFORE or (behind and behind[0] in _VAGUE):
        return None
    return Read(number.count, f"{number.value:,}".replace(",", "."))


def _decimals(words: Sequence[str], begins: int) -> Number | None:
    """As much as is a number of two digits: "một phẩy hai mươi lăm triệu"."""
    for count in (3, 2, 1):
        number = number_at(words[begins : begins + count], 0)
        if number is not None and number.count == count and number.value < 100:
            return number
    return None
