"""Deadlines that come near ring for whoever has the ticket; one that is missed, and one that nobody has, for the supervisors too."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from staff.notice_repository import NoticeRepository
from staff.notices import Notice, NoticeKind, keep
from staff.permissions import Permission
from tickets.models import Ticket
from tickets.tracking_codes import shown

_MISSED = 100


async def notice_deadline(session: AsyncSession, ticket: Ticket) -> None:
    """On the locked ticket, after its last warning."""
    percent = ticket.warned_percent
    is_missed = percent >= _MISSED
    to = [ticket.assignee_id] if ticket.assignee_id is not None else []
    if is_missed or not to:
        to += await NoticeRepository(session).list_holding(Permission.SEE_REPORTS)
    kind = NoticeKind.BREACH if is_missed else NoticeKind.DEADLINE
    details: dict[str, str | int | bool] = {"code": shown(ticket.tracking_code), "percent": percent}
    await keep(session, to, Notice(kind=kind, details=details, ticket_id=ticket.id))
