"""Two working days to answer who asks about their own data: half of the time and its end are told to who answers for it, once each."""

from __future__ import annotations

from datetime import datetime

from core.db import Database
from core.working_days import WorkingCalendar
from privacy.models import DataRequest
from privacy.repository import RequestRepository
from staff.notice_repository import NoticeRepository
from staff.notices import Notice, NoticeKind, keep
from staff.permissions import Permission

_HALF, _MISSED = 50, 100


class RequestDeadlines:
    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar

    async def warn_due(self, database: Database, now: datetime) -> int:
        """Of both thresholds passed at a time people hear of the higher; returns how many requests were told of."""
        async with database.session() as session:
            near = [
                request
                for request in await RequestRepository(session).list_unwarned()
                if self._passed(request, now) > request.warned_percent
            ]
            people = await NoticeRepository(session).list_holding(Permission.HANDLE_DATA_REQUESTS) if near else []
            for request in near:
                passed = request.warned_percent = self._passed(request, now)
                kind = NoticeKind.DATA_REQUEST_LATE if passed == _MISSED else NoticeKind.DATA_REQUEST
                await keep(session, people, Notice(kind=kind, details={"code": request.code, "percent": passed}))
        return len(near)

    def used_percent(self, request: DataRequest, now: datetime) -> int:
        """Of the working hours between asking and the end of the term."""
        if now >= request.due_at:
            return _MISSED
        allowed = self._calendar.hours_between(request.asked_at, request.due_at)
        return int(100 * self._calendar.hours_between(request.asked_at, now) / allowed)

    def _passed(self, request: DataRequest, now: datetime) -> int:
        used = self.used_percent(request, now)
        return max(percent for percent in (0, _HALF, _MISSED) if used >= percent)
