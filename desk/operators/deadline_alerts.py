"""Deadlines that come near ring for whoever has the ticket; one that is missed, and one that nobody has, for the supervisors too."""

from __future__ import annotations

from collections.abc import Sequence

from core.db import Database
from core.words import Words
from desk.operators.alerts import Alert, AlertKind, send_alert
from staff.permissions import Permission
from tickets.deadlines import DeadlineWarning
from tickets.tracking_codes import shown

_MISSED = 100


async def alert_deadlines(database: Database, warnings: Sequence[DeadlineWarning], words: Words) -> None:
    if not warnings:
        return
    async with database.session() as session:
        for warning in warnings:
            is_missed = warning.percent >= _MISSED
            kind = AlertKind.BREACH if is_missed else AlertKind.DEADLINE
            await send_alert(
                session,
                Alert(
                    kind=kind,
                    text=words.say(kind, code=shown(warning.tracking_code), percent=warning.percent),
                    ticket_id=warning.ticket_id,
                    to=[warning.assignee_id] if warning.assignee_id else [],
                    permission=Permission.SEE_REPORTS if is_missed or not warning.assignee_id else None,
                ),
            )
