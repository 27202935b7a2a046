"""Numbers in words: "hai trăm ba mươi nghìn" → 230000. Only what can be nothing else: "năm" is a year, "ba" a father."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ONES = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
# Behind tens alone.
_BEHIND_TENS = ONES | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SHORT_TENS = {"mốt": 1, "lăm": 5, "nhăm": 5}
_MAGNITUDES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 1000, "ngàn": 1000, "ngìn": 1000}
_REST = frozenset({"lẻ", "linh"})
# Whatever begins with "tư" and is no four.
FOUR_ENDS_BEFORE = frozenset({"vấn", "pháp", "nhân", "cách", "liệu", "thế", "thục", "trang", "tưởng", "lợi", "gia"})
# "một triệu hai đồng", and at the end: a million and two hundred thousand. Before anything else it is counted: "một triệu một tháng".
_ENDS_AMOUNT = frozenset({"", "đồng", "bạc", "tiền", "thôi", "ạ", "hay", "hả", "đúng", "phải", "mà", "thì", "là"})


@dataclass(frozen=True)
class Number:
    """`count`: how many words it takes. `is_plain`: of one digit or of tens in short, which many other words look like."""

    value: int
    count: int
    is_plain: bool = False


def number_at(words: Sequence[str], begins: int) -> Number | None:
    """From there on as far as it goes."""
    total, place, limit, is_plain = 0, begins, 10**12, True
    while part := _below_thousand(words, place, behind_more=place > begins):
        after = place + part.count
        magnitude = _MAGNITUDES.get(_word(words, after))
        if magnitude is None and part.is_plain and place > begins:
            # "một triệu một tháng": for each month.
            break
        if magnitude is None:
            total, place, is_plain = total + part.value, after, is_plain and part.is_plain
            break
        if magnitude >= limit:
            break
        total, place, limit, is_plain = total + part.value * magnitude, after + 1, magnitude, False
        if more := _half_or_tenths(words, place, magnitude):
            return Number(total + more, place + 1 - begins)
    return Number(total, place - begins, is_plain) if place > begins else None


def _half_or_tenths(words: Sequence[str], place: int, magnitude: int) -> int:
    """ "một triệu rưỡi", "một triệu hai"."""
    word = _word(words, place)
    if word == "rưỡi":
        return magnitude // 2
    is_tenth = word in ONES and word != "năm" and _word(words, place + 1) in _ENDS_AMOUNT
    return ONES[word] * magnitude // 10 if is_tenth else 0


def _below_thousand(words: Sequence[str], place: int, *, behind_more: bool) -> Number | None:
    word, following = _word(words, place), _word(words, place + 1)
    if behind_more and word in _REST and following in ONES:
        return Number(ONES[following], 2)
    hundreds = 0 if behind_more and word == "không" else ONES.get(word)
    if hundreds is None or following != "trăm":
        return _below_hundred(words, place)
    rest = _word(words, place + 2)
    if rest in _REST and (ones := _BEHIND_TENS.get(_word(words, place + 3))):
        return Number(hundreds * 100 + ones, 4)
    if rest == "rưỡi":
        return Number(hundreds * 100 + 50, 3)
    below = _below_hundred(words, place + 2)
    if below is None or below.is_plain:
        return Number(hundreds * 100, 2)
    return Number(hundreds * 100 + below.value, 2 + below.count)


def _below_hundred(words: Sequence[str], place: int) -> Number | None:
    word, following = _word(words, place), _word(words, place + 1)
    if word == "mười":
        return _with_ones(words, place, 10, 1)
    if word not in ONES:
        return None
    if following == "mươi":
        return _with_ones(words, place, ONES[word] * 10, 2)
    if following == "chục":
        return Number(ONES[word] * 10, 2)
    if following in _SHORT_TENS and word not in ("một", "năm"):
        return Number(ONES[word] * 10 + _SHORT_TENS[following], 2)
    return Number(ONES[word], 1, is_plain=True)


def _with_ones(words: Sequence[str], place: int, tens: int, count: int) -> Number:
    """ "hai mươi năm" is twenty years: twenty-five is said with "lăm"."""
    word, following = _word(words, place + count), _word(words, place + count + 1)
    is_ones = word in _BEHIND_TENS and word != "năm" and not (word == "tư" and following in FOUR_ENDS_BEFORE) and following != "mươi"
    return Number(tens + _BEHIND_TENS[word], count + 1) if is_ones else Number(tens, count)


def _word(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""
