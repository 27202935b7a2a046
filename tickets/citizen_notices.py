"""A ticket that its citizen reopens or answers rings at once: for whoever has it, and for those who are there if that one is not."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.redaction import redact
from staff.duty import list_on_duty, list_silent
from staff.notice_repository import NoticeRepository
from staff.notices import Notice, NoticeKind, keep
from staff.permissions import Permission
from tickets.models import EventKind, Ticket, TicketEvent, TicketState
from tickets.tracking_codes import shown

_TOLD_CHARACTERS = 120


async def notice_citizen(session: AsyncSession, ticket: Ticket, event: TicketEvent, silent_for: timedelta) -> None:
    """On the locked ticket; `event` is of the citizen's doing."""
    is_answer = event.kind == EventKind.REPLIED
    is_reopened = event.kind == EventKind.MOVED and event.to_state == TicketState.REOPENED
    # What is added to a ticket that nobody has begun is read by whoever begins it.
    is_begun = ticket.assignee_id is not None or ticket.state != TicketState.RECEIVED
    if not (is_reopened or (is_answer and is_begun)):
        return
    said = redact(event.reason)[:_TOLD_CHARACTERS]
    details: dict[str, str | int | bool] = {"code": shown(ticket.tracking_code), "said": said, "is_answer": is_answer}
    to = await _who_is_told(session, ticket, event.at, silent_for)
    await keep(session, to, Notice(kind=NoticeKind.REOPENED, details=details, ticket_id=ticket.id))


async def _who_is_told(session: AsyncSession, ticket: Ticket, now: datetime, silent_for: timedelta) -> Sequence[uuid.UUID]:
    """The assignee, who finds it kept; colleagues on duty as well if the assignee is not there; supervisors if nobody is."""
    to = [ticket.assignee_id] if ticket.assignee_id is not None else []
    silent = {member.id for member in await list_silent(session, now, silent_for)}
    if ticket.assignee_id is not None and ticket.assignee_id not in silent:
        return to
    on_duty = [member.id for member in await list_on_duty(session, now, silent_for)]
    return [*to, *(on_duty or await NoticeRepository(session).list_holding(Permission.SEE_REPORTS))]
