"""Days, months, hours, days of the week."""

from __future__ import annotations

import re

from vntext.aloud.numbers import cardinal
from vntext.aloud.rules import rule

_LAST_DAY, _LAST_MONTH, _LAST_HOUR, _LAST_MINUTE = 31, 12, 24, 59
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DASH = r"\s*[-–—]\s*"
_CLOCK = r"(\d{1,2})(?:\s?h\s?(\d{2})?|g(\d{2})|:(\d{2}))(?:p|ph|')?"
# Before these a day of a month is meant, and no fraction.
_BEFORE_DAY = r"(ngày|trước|sau|đến|từ|lễ|hết|dịp|hôm|sáng|chiều|hạn)\s+"
_WEEKDAYS = {"2": "thứ hai", "3": "thứ ba", "4": "thứ tư", "5": "thứ năm", "6": "thứ sáu", "7": "thứ bảy"}
_FOURTH = 4


def _day(day: int, month: int) -> str:
    return f"ngày {'mùng ' if day <= 10 else ''}{cardinal(day)} tháng {_month(month)}"


def _month(month: int) -> str:
    return "tư" if month == _FOURTH else cardinal(month)


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= _LAST_DAY and 1 <= month <= _LAST_MONTH


def _date(match: re.Match[str]) -> str:
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    return f"{_day(day, month)} năm {cardinal(year)}" if _is_day(day, month) else match[0]


def _iso_date(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    return f"{_day(day, month)} năm {cardinal(year)}" if _is_day(day, month) else match[0]


def _month_of_year(match: re.Match[str]) -> str:
    month, year = int(match[1]), int(match[2])
    if not 1 <= month <= _LAST_MONTH or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return match[0]
    return f"tháng {_month(month)} năm {cardinal(year)}"


def _day_of_month(match: re.Match[str]) -> str:
    day, month = int(match[2]), int(match[3])
    if not _is_day(day, month):
        return match[0]
    before = "" if match[1].lower() == "ngày" else f"{match[1]} "
    return before + _day(day, month)


def _single_day(match: re.Match[str]) -> str:
    day = int(match[1])
    return f"ngày mùng {cardinal(day)} tháng" if 1 <= day <= 10 else match[0]


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), next((int(part) for part in match.groups()[1:4] if part), 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return match[0]
    return f"{cardinal(hour)} giờ" + (f" {cardinal(minute)} phút" if minute else "")


def _times(match: re.Match[str]) -> str:
    first, second = re.split(_DASH, match[0], maxsplit=1)
    return " đến ".join(re.sub(_CLOCK, _time, part) for part in (first, second))


def _weekdays(match: re.Match[str]) -> str:
    last = _WEEKDAYS[match[2]] if match[2] else "chủ nhật"
    return f"{_WEEKDAYS[match[1]]} đến {last}"


RULES = (
    rule(r"(?:[Nn]gày\s+)?(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", _date),
    rule(r"(?:[Nn]gày\s+)?(\d{4})-(\d{2})-(\d{2})", _iso_date),
    rule(r"(?:[Tt]háng\s+)?(\d{1,2})/(\d{4})", _month_of_year),
    rule(rf"{_BEFORE_DAY}(\d{{1,2}})/(\d{{1,2}})(?!/)", _day_of_month, re.IGNORECASE),
    rule(r"[Nn]gày\s+(\d{1,2})\s+tháng", _single_day),
    rule(r"[Tt]háng\s+0?4", lambda _: "tháng tư"),
    rule(_CLOCK + _DASH + _CLOCK, _times),
    rule(r"(?<!/)" + _CLOCK, _time),
    rule(r"T([2-7])" + _DASH + r"(?:T([2-7])|CN)", _weekdays),
    rule(r"[Tt]hứ\s+([2-7])" + _DASH + r"(?:[Tt]hứ\s+)?([2-7])", _weekdays),
    rule(r"[Tt]hứ\s+([2-7])", lambda match: _WEEKDAYS[match[1]]),
)
