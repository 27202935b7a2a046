"""Days, months, years and hours."""

from __future__ import annotations

from collections.abc import Sequence

from channels.phone.heard.digits import DIGITS
from channels.phone.heard.numerals import FOUR_ENDS_BEFORE, ONES, number_at
from channels.phone.heard.reading import Read

_LAST_DAY, _LAST_MONTH, _LAST_HOUR, _LAST_MINUTE = 31, 12, 24, 59
_YEARS = range(1900, 2101)
_SURELY_DAY = 11
_BEFORE_DAY = frozenset({"từ", "đến", "trước", "sau", "hôm", "sinh"})
_EARLY = frozenset({"mùng", "mồng"})
# "mỗi tháng hai vợ chồng", "tháng một lần": no month is named.
_NO_MONTH_BEHIND = frozenset({"mỗi", "hàng", "hằng", "mấy", "vài", "các", "nhiều", "cả", "nửa", *ONES, "mười", "mươi"})
_NO_MONTH_BEFORE = frozenset(
    {"lần", "vợ", "triệu", "nghìn", "ngàn", "trăm", "ngoái", "nay", "trước", "sau", "tới", "bố", "ba", "má", "mẹ", *FOUR_ENDS_BEFORE}
)
_YEARS_COUNTED = frozenset({"mấy", "bao", "vài", "nhiều", "mỗi", "hàng", "cả", *ONES, "mười", "mươi", "trăm", "nghìn"})


def date_at(words: Sequence[str], begins: int) -> Read | None:
    """ "ngày mười hai tháng ba năm hai nghìn không trăm hai mươi sáu" → "ngày 12/3/2026"; the year may be missing."""
    place = begins + (_at(words, begins) == "ngày")
    place += _at(words, place) in _EARLY
    day = _number(words, place, _LAST_DAY)
    if day is None or _at(words, place + day[1]) != "tháng":
        return None
    month = _number(words, place + day[1] + 1, _LAST_MONTH)
    if month is None:
        return None
    ends = place + day[1] + 1 + month[1]
    year = _year(words, ends)
    # "sáu tháng mười ngày" is how long, "mười hai tháng ba" is when.
    if place == begins and not year and not (day[0] >= _SURELY_DAY or _at(words, begins - 1) in _BEFORE_DAY):
        return None
    if not year and _at(words, ends) in _NO_MONTH_BEFORE | {"ngày", "tuần", "tuổi"}:
        return None
    written = f"{day[0]}/{month[0]}" + (f"/{year[0]}" if year else "")
    return Read(ends + (year[1] if year else 0) - begins, f"ngày {written}" if words[begins] == "ngày" else written)


def month_at(words: Sequence[str], begins: int) -> Read | None:
    """ "tháng mười hai năm hai nghìn không trăm hai mươi lăm" → "tháng 12/2025", "tháng tư" → "tháng 4"."""
    if words[begins] != "tháng" or _at(words, begins - 1) in _NO_MONTH_BEHIND:
        return None
    month = _number(words, begins + 1, _LAST_MONTH)
    if month is None:
        return None
    ends = begins + 1 + month[1]
    if year := _year(words, ends):
        return Read(ends + year[1] - begins, f"tháng {month[0]}/{year[0]}")
    return None if _at(words, ends) in _NO_MONTH_BEFORE else Read(ends - begins, f"tháng {month[0]}")


def year_at(words: Sequence[str], begins: int) -> Read | None:
    """ "năm một chín tám lăm" → "năm 1985"."""
    year = _year(words, begins) if words[begins] == "năm" else None
    return Read(year[1], f"năm {year[0]}") if year else None


def hour_at(words: Sequence[str], begins: int) -> Read | None:
    """ "bảy giờ ba mươi phút" → "7 giờ 30 phút"; "mấy năm giờ" counts years."""
    hour = _number(words, begins, _LAST_HOUR)
    if hour is None or _at(words, begins + hour[1]) != "giờ":
        return None
    if words[begins] == "năm" and _at(words, begins - 1) in _YEARS_COUNTED:
        return None
    ends = begins + hour[1] + 1
    if _at(words, ends) == "rưỡi":
        return Read(ends + 1 - begins, f"{hour[0]} giờ 30")
    minute = number_at(words, ends)
    is_minute = (
        minute is not None and 0 < minute.value <= _LAST_MINUTE and (not minute.is_plain or _at(words, ends + minute.count) == "phút")
    )
    if minute is None or not is_minute:
        return Read(ends - begins, f"{hour[0]} giờ")
    return Read(ends + minute.count - begins, f"{hour[0]} giờ {minute.value:02d}")


def _year(words: Sequence[str], place: int) -> tuple[int, int] | None:
    """With the word "năm" before it: the year, and how many words both take."""
    if _at(words, place) != "năm":
        return None
    one_by_one = "".join(DIGITS.get(word, "?") for word in words[place + 1 : place + 5])
    if one_by_one.isdecimal() and len(one_by_one) == 4 and int(one_by_one) in _YEARS:
        return int(one_by_one), 5
    if short := _two_and_two(words, place):
        return short
    number = number_at(words, place + 1)
    return (number.value, 1 + number.count) if number is not None and number.value in _YEARS else None


def _two_and_two(words: Sequence[str], place: int) -> tuple[int, int] | None:
    """ "hai nghìn hai sáu", "hai nghìn hai tư": the last two digits in short."""
    last = "".join(DIGITS.get(word, "?") for word in words[place + 3 : place + 5])
    is_short = words[place + 1 : place + 3] in (["hai", "nghìn"], ["hai", "ngàn"]) and last.isdecimal() and len(last) == 2
    return (2000 + int(last), 5) if is_short else None


def _number(words: Sequence[str], place: int, most: int) -> tuple[int, int] | None:
    if _at(words, place) == "tư" and _at(words, place + 1) not in FOUR_ENDS_BEFORE:
        return 4, 1
    number = number_at(words, place)
    return (number.value, number.count) if number is not None and 1 <= number.value <= most else None


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if 0 <= place < len(words) else ""
