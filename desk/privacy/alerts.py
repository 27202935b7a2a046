"""A citizen's request about their own data whose two working days run out rings for those who may settle it."""

from __future__ import annotations

from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from desk.operators.alerts import Alert, AlertKind, send_alert
from privacy.deadlines import RequestDeadlines
from staff.permissions import Permission

_MISSED = 100


async def alert_requests(database: Database, deadlines: RequestDeadlines, words: Words, clock: Clock = utc_now) -> None:
    """What is told and that it was told go together."""
    async with database.session() as session:
        for warning in await deadlines.warn_due(session, clock()):
            key = "data_request_late" if warning.percent >= _MISSED else "data_request"
            text = words.say(key, code=warning.code, percent=warning.percent)
            await send_alert(session, Alert(kind=AlertKind.DATA_REQUEST, text=text, permission=Permission.HANDLE_DATA_REQUESTS))
