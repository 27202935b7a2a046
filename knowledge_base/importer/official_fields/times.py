"""Thời hạn giải quyết: an amount with its unit, an amount alone, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge_base.importer.official_fields.text import NO_INFORMATION, one_line
from knowledge_base.records import ProcessingTime, TimeUnit

_UNITS = {
    "phút": TimeUnit.MINUTES,
    "giờ": TimeUnit.HOURS,
    "giờ làm việc": TimeUnit.HOURS,
    "ngày làm việc": TimeUnit.WORKING_DAYS,
    "ngày": TimeUnit.DAYS,
    "tháng": TimeUnit.MONTHS,
    "năm": TimeUnit.YEARS,
}
# Longest first, so that "ngày làm việc" is not read as "ngày".
UNIT_WORDS = "ngày làm việc|ngày|giờ làm việc|giờ|tháng|phút|năm"
_AMOUNT = re.compile(rf"(\d{{1,6}})(?:\s*({UNIT_WORDS}))?\.?", re.IGNORECASE)
_FRACTION_OF_HOURS = re.compile(r"(\d{1,3})[.,](\d{1,2})\s*giờ", re.IGNORECASE)
_MENTION = re.compile(rf"(\d{{1,4}})\s*(?:\([^()]*\)\s*)?({UNIT_WORDS})\b", re.IGNORECASE)
_EMPTY = {"", "không", "không có", "khác", "th", "-", "--", ".", NO_INFORMATION.casefold()}


def parse_processing_time(text: str) -> ProcessingTime | None:
    """ "7 Ngày làm việc" → 7 working days; "1" → 1 without unit; other words → a note; nothing or a bare zero → None."""
    line = one_line(text)
    if line.casefold() in _EMPTY:
        return None
    if (match := _AMOUNT.fullmatch(line)) is not None:
        return _from_amount(int(match[1]), (match[2] or "").casefold())
    if (match := _FRACTION_OF_HOURS.fullmatch(line)) is not None:
        minutes = int(match[1]) * 60 + round(int(match[2].ljust(2, "0")) * 0.6)
        return ProcessingTime(amount=minutes, unit=TimeUnit.MINUTES)
    return ProcessingTime(note=line)


def _from_amount(amount: int, unit: str) -> ProcessingTime | None:
    # A zero is how officials fill a field they cannot leave empty; the description beside it tells the truth.
    if amount == 0:
        return None
    return ProcessingTime(amount=amount, unit=_UNITS.get(unit), note=unit if unit == "giờ làm việc" else "")


def mentioned_times(text: str) -> Iterator[tuple[int, TimeUnit]]:
    """Every "05 ngày làm việc" inside free text, in its order."""
    for match in _MENTION.finditer(one_line(text)):
        yield int(match[1]), _UNITS[match[2].casefold()]
