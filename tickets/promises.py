"""By when citizens are told that they are answered: the deadline, or, where it falls into the night, eight in the morning after it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from core.clock import VIETNAM

_NIGHT_BEGINS, _NIGHT_ENDS, _MORNING = time(21), time(7), time(8)


def promised_at(due_at: datetime) -> datetime:
    """Never earlier than the deadline, which staff go on seeing as it is."""
    local = due_at.astimezone(VIETNAM)
    if _NIGHT_ENDS <= local.time() <= _NIGHT_BEGINS:
        return due_at
    day = local.date() + timedelta(days=1 if local.time() > _NIGHT_BEGINS else 0)
    return datetime.combine(day, _MORNING, VIETNAM)


def promised_time(due_at: datetime) -> str:
    return moment(promised_at(due_at))


def moment(at: datetime) -> str:
    """In Vietnam's time, with the year: a promise must not be misread."""
    return at.astimezone(VIETNAM).strftime("%H:%M, %d/%m/%Y")
