"""The rounds that the worker makes."""

from __future__ import annotations

from datetime import timedelta

from app.watching import Round
from app.wiring.attachments import attachment_service
from app.wiring.handling import lost_operators, queue_patience
from app.wiring.tickets import ticket_deadlines
from core.clock import utc_now
from core.db import Database
from core.settings import Settings
from staff.notices import forget_old

_OFTEN = timedelta(seconds=5)
_NOW_AND_THEN = timedelta(seconds=30)
_HOURLY = timedelta(hours=1)


def rounds(settings: Settings, database: Database) -> list[Round]:
    deadlines = ticket_deadlines(settings, database)
    lost, patience, attachments = (
        lost_operators(settings, database),
        queue_patience(settings, database),
        attachment_service(settings, database),
    )

    async def warn() -> None:
        await deadlines.warn_due(utc_now())

    async def close() -> None:
        await deadlines.close_resolved(utc_now())

    async def forget() -> None:
        await forget_old(database, utc_now())

    return [
        Round("lost operators", _OFTEN, lost.requeue),
        Round("queue patience", _NOW_AND_THEN, patience.look),
        Round("deadlines", _NOW_AND_THEN, warn),
        Round("closing", _HOURLY, close),
        Round("attachments", _HOURLY, attachments.clear_away),
        Round("notices", _HOURLY, forget),
    ]
