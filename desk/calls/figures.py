"""What supervisors see of calls in a period of whole days of Vietnam's time, each under the day and hour in which it began.

Trials never count.

abandoned     ended while a person was awaited, or before a first answer, and no person had them
answered      every other call; neither counts calls that still go on and those under 5 seconds
utterances    what callers said in one go; understood: of these, those that gave words and were answered; keys are neither
handed_over   given to people; transferred: sent on to an operator's telephone
first_word    from the call's beginning until the caller first heard something
response      from the end of what a caller said to the first sound of the answer, over all answers
length        of calls that have ended; confidence: the mean over all words that were heard
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.db import Database
from desk.calls.figures_repository import CallFiguresRepository
from desk.calls.schemas import CallDay, CallHour, CallsOut, CallTotals
from desk.supervision.period import Period

_NONE: Mapping[str, Any] = {
    "calls": 0,
    "answered": 0,
    "abandoned": 0,
    "utterances": 0,
    "understood": 0,
    "handed_over": 0,
    "transferred": 0,
    "first_word_p50_ms": None,
    "length_average_seconds": None,
    "confidence": None,
}


class CallFigures:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def report(self, period: Period) -> CallsOut:
        async with self._database.session() as session:
            repository = CallFiguresRepository(session, period)
            counted, responses, hours = await repository.by_day(), await repository.responses(), await repository.by_hour()

        def of(day: date | None) -> Mapping[str, Any]:
            p50, p95 = responses.get(day, (None, None))
            return {**_NONE, **counted.get(day, {}), "day": day, "response_p50_ms": _whole(p50), "response_p95_ms": _whole(p95)}

        return CallsOut(
            totals=CallTotals.model_validate(of(None)),
            by_day=[CallDay.model_validate(of(day)) for day in period.days()],
            by_hour=[CallHour(hour=hour, calls=calls, abandoned=left) for hour in range(24) for calls, left in [hours.get(hour, (0, 0))]],
        )


def _whole(milliseconds: float | None) -> int | None:
    return None if milliseconds is None else round(milliseconds)
