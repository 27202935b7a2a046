"""The settings of the working calendar, read strictly: opening hours by weekday, and days that depart from the rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from itertools import chain, pairwise
from pathlib import Path

from core.errors import InputError
from core.words import Words

# From, until (not included); in Vietnam's time.
Opening = tuple[time, time]
# Monday is 0. Days that are not named are closed.
WeekHours = Mapping[int, tuple[Opening, ...]]

# As calendars in Vietnam name them: Monday is the second day, and chủ nhật is Sunday.
_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_GROUP = re.compile(r"(?P<days>[A-Z0-9,-]+)(?P<openings>(?: \d\d:\d\d-\d\d:\d\d)+)")
# Midnight at a day's end has no time of its own; less than a millisecond of it is missing.
_ENDS_AT_MIDNIGHT, _LAST_MOMENT = "24:00", time.max
_WORDS = Words(Path(__file__).with_name("working_days.yml"))


class BadWorkingHours(InputError):
    """A setting of the working calendar cannot be read; the message says which part and shows a right one."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"working_{key}", _WORDS.say(key, **values))


def parse_week(text: str) -> WeekHours:
    """ "T2-T6 07:30-11:30 13:00-17:00; T7 07:30-11:30" → openings by weekday. Raises BadWorkingHours."""
    week: dict[int, tuple[Opening, ...]] = {}
    for part in filter(None, (" ".join(group.split()) for group in text.split(";"))):
        match = _GROUP.fullmatch(part.upper())
        if match is None:
            raise BadWorkingHours("bad_hours", part=part)
        openings = _openings(match["openings"].split(), part)
        for day in _days(match["days"], part):
            if day in week:
                raise BadWorkingHours("day_twice", day=_DAYS[day])
            week[day] = openings
    if not week:
        raise BadWorkingHours("no_hours")
    return week


def parse_dates(text: str, setting: str) -> frozenset[date]:
    """ "2027-01-02, 2027-08-31" → the days; `setting` is named in the error. Raises BadWorkingHours."""
    return frozenset(_date(part.strip(), setting) for part in text.split(",") if part.strip())


def check_apart(off: frozenset[date], working: frozenset[date]) -> None:
    """Raises BadWorkingHours for a day that is both."""
    for day in sorted(off & working):
        raise BadWorkingHours("off_and_working", day=day.isoformat())


def _days(text: str, part: str) -> Iterable[int]:
    return chain.from_iterable(_day_range(span, part) for span in text.split(","))


def _day_range(span: str, part: str) -> range:
    first, _, last = span.partition("-")
    if first not in _DAYS or (last or first) not in _DAYS:
        raise BadWorkingHours("bad_hours", part=part)
    days = range(_DAYS.index(first), _DAYS.index(last or first) + 1)
    if not days:
        raise BadWorkingHours("bad_hours", part=part)
    return days


def _openings(texts: list[str], part: str) -> tuple[Opening, ...]:
    try:
        openings = [(time.fromisoformat(text[:5]), _closing(text[6:])) for text in texts]
    except ValueError as error:
        raise BadWorkingHours("bad_hours", part=part) from error
    if any(later <= earlier for earlier, later in pairwise(chain.from_iterable(openings))):
        raise BadWorkingHours("hours_cross", part=part)
    return tuple(openings)


def _closing(text: str) -> time:
    return _LAST_MOMENT if text == _ENDS_AT_MIDNIGHT else time.fromisoformat(text)


def _date(text: str, setting: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadWorkingHours("bad_date", setting=setting, part=text) from error
