"""What a citizen adds to a ticket rings for whoever works on it; an answer that was asked for, and is nobody's now, for the supervisors."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from core.words import Words
from desk.operators.alerts import Alert, AlertKind, send_alert
from staff.permissions import Permission
from tickets.models import Ticket
from tickets.tracking_codes import shown


class DeskBell:
    """tickets.additions.StaffBell."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def citizen_added(self, session: AsyncSession, ticket: Ticket, *, was_asked: bool) -> None:
        if ticket.assignee_id is None and not was_asked:
            return
        kind = AlertKind.CITIZEN_ANSWERED if was_asked else AlertKind.CITIZEN_ADDED
        await send_alert(
            session,
            Alert(
                kind=kind,
                text=self._words.say(kind, code=shown(ticket.tracking_code)),
                ticket_id=ticket.id,
                to=[ticket.assignee_id] if ticket.assignee_id else [],
                permission=None if ticket.assignee_id else Permission.SEE_REPORTS,
            ),
        )
