"""The days a report is about: Vietnam's, both ends included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.clock import VIETNAM
from core.errors import InputError
from core.words import Words

MOST_DAYS = 400


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment, in UTC."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The moment after the last one, in UTC."""
        return _midnight(self.last + timedelta(days=1))

    def days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


def read_period(first: str, last: str, words: Words) -> Period:
    """From two dates as YYYY-MM-DD; raises InputError for what is no date, the wrong way round, or longer than MOST_DAYS."""
    period = Period(_read_date(first, words), _read_date(last, words))
    if period.first > period.last:
        raise InputError("period_backwards", words.say("period_backwards"))
    if (period.last - period.first).days >= MOST_DAYS:
        raise InputError("period_too_long", words.say("period_too_long", most=MOST_DAYS))
    return period


def _read_date(text: str, words: Words) -> date:
    try:
        read = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=VIETNAM).date()
    except ValueError as error:
        raise InputError("bad_date", words.say("bad_date")) from error
    # Far from both ends of the calendar, so that neither midnight falls off it.
    if not 2000 <= read.year <= 2999:
        raise InputError("bad_date", words.say("bad_date"))
    return read


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)
