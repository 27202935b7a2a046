"""When offices are open, and what a deadline of so many working hours or days comes to: weekdays, public holidays, swapped days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import holidays

from core.clock import VIETNAM
from core.working_hours import Opening, WeekHours, check_apart

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
# From, until, in UTC.
_Span = tuple[datetime, datetime]


class Holidays(Protocol):
    """Days off, and those days of a weekend that are worked instead of another day."""

    def __contains__(self, day: date) -> bool: ...

    def is_worked(self, day: date) -> bool: ...


class VietnamHolidays:
    """Public holidays (Labour Code 45/2019/QH14, art. 112) with their substitute days and the swaps the government announced.

    The library knows swaps up to its own release; those announced later are settings.
    """

    def __init__(self, off: frozenset[date] = frozenset(), working: frozenset[date] = frozenset()) -> None:
        """Raises BadWorkingHours for a day that is both off and working."""
        check_apart(off, working)
        self._off = off
        self._working = working
        self._public = holidays.country_holidays("VN")

    def __contains__(self, day: date) -> bool:
        return day in self._off or (day in self._public and day not in self._working)

    def is_worked(self, day: date) -> bool:
        if day in self._off:
            return False
        # The library learns of a year when a day of it is first asked for.
        return day in self._working or (day not in self._public and day in self._public.weekend_workdays)


class WorkingCalendar:
    """Counts in opening hours. Takes and gives times with a zone, and gives UTC.

    The moment of closing belongs to the hours before it: a deadline of four hours from 07:30 on ends at 11:30, not at 13:00.
    """

    def __init__(self, hours: WeekHours, days_off: Holidays) -> None:
        self._week = hours
        self._holidays = days_off
        # A day that is worked although its weekday is not goes like the first one of the week.
        self._swapped = hours[min(hours)]
        self._known: dict[date, tuple[_Span, ...]] = {}

    def is_open(self, at: datetime) -> bool:
        return any(start <= at < end for start, end in self._spans(_local_day(at)))

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself while open, else the next moment at which it opens."""
        return next(max(at, start).astimezone(UTC) for start, end in self._from(at) if at < end)

    def add_hours(self, start: datetime, hours: float) -> datetime:
        """The first moment at which so many working hours have passed since `start`; always within opening hours."""
        left = hours * _HOUR
        if left < timedelta():
            raise ValueError("working hours are added, not taken away")
        for opens, closes in self._from(start):
            begin = max(opens, start.astimezone(UTC))
            if begin + left <= closes:
                return begin + left
            left -= max(closes - begin, timedelta())
        raise AssertionError("a calendar does not end")

    def add_days(self, start: datetime, days: int) -> datetime:
        """The close of the `days`-th working day after the day of `start`, which does not count itself.

        Civil Code 91/2015/QH13: the first day is not counted (art. 147), the term ends with its last day (art. 148).
        """
        if days < 1:
            raise ValueError("a term has at least one working day")
        day = _local_day(start)
        while days:
            day += _DAY
            days -= bool(self._spans(day))
        return self._spans(day)[-1][1]

    def hours_between(self, start: datetime, end: datetime) -> float:
        """Working hours from `start` to `end`; 0 when `end` is not later."""
        total = timedelta()
        for opens, closes in self._from(start):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, start), timedelta())
        return total / _HOUR

    def _from(self, at: datetime) -> Iterator[_Span]:
        """Openings from the day of `at` on, without end."""
        day = _local_day(at)
        while True:
            yield from self._spans(day)
            day += _DAY

    def _spans(self, day: date) -> tuple[_Span, ...]:
        if day not in self._known:
            self._known[day] = tuple(_span(day, opening) for opening in self._openings(day))
        return self._known[day]

    def _openings(self, day: date) -> tuple[Opening, ...]:
        if self._holidays.is_worked(day):
            return self._week.get(day.weekday(), self._swapped)
        return () if day in self._holidays else self._week.get(day.weekday(), ())


def _local_day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


def _span(day: date, opening: Opening) -> _Span:
    start, end = (datetime.combine(day, moment, VIETNAM).astimezone(UTC) for moment in opening)
    return start, end
