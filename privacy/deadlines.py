"""Two working days to answer who asks about their own data: half of the time and its end are told to who answers for it, once each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.working_days import WorkingCalendar
from privacy.models import DataRequest
from privacy.repository import RequestRepository

_THRESHOLDS = (100, 50)


@dataclass(frozen=True)
class RequestWarning:
    code: str
    kind: str
    percent: int


class RequestDeadlines:
    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar

    async def warn_due(self, session: AsyncSession, now: datetime) -> Sequence[RequestWarning]:
        """Of several thresholds passed at a time people hear of the highest; told in the caller's transaction."""
        warnings = []
        for request in await RequestRepository(session).list_unwarned():
            passed = next((percent for percent in _THRESHOLDS if self.used_percent(request, now) >= percent), 0)
            if passed > request.warned_percent:
                request.warned_percent = passed
                warnings.append(RequestWarning(request.code, request.kind, passed))
        return warnings

    def used_percent(self, request: DataRequest, now: datetime) -> int:
        """Of the working hours between asking and the end of the term."""
        if now >= request.due_at:
            return 100
        allowed = self._calendar.hours_between(request.asked_at, request.due_at)
        return int(100 * self._calendar.hours_between(request.asked_at, now) / allowed)
