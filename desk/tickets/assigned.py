"""Whoever is given a ticket by a colleague hears of it."""

from __future__ import annotations

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from desk.tickets.masking import citizens_words
from staff.models import StaffMember
from staff.notices import Notice, NoticeKind, keep
from tickets.models import Ticket
from tickets.tracking_codes import shown

_TOLD_CHARACTERS = 120


async def notice_assigned(session: AsyncSession, ticket: Ticket, by: StaffMember, to: uuid.UUID) -> None:
    """Nothing when they give it to themselves."""
    if to == by.id:
        return
    subject = str(citizens_words(ticket.subject))[:_TOLD_CHARACTERS]
    details: dict[str, str | int | bool] = {"by": by.display_name, "code": shown(ticket.tracking_code), "subject": subject}
    await keep(session, [to], Notice(kind=NoticeKind.ASSIGNED, details=details, ticket_id=ticket.id))
