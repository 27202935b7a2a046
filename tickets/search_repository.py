"""Queries that look for tickets, with the names of who works on them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from staff.models import StaffMember
from tickets import tracking_codes
from tickets.filters import TicketFilter
from tickets.models import Ticket, Unit
from tickets.views import View, Viewer, belongs_to, default_order, in_order, is_overdue
from vntext import fold

_BATCH = 500
# What belongs to no conversation was written down from a call.
_channel = func.coalesce(Conversation.channel, "phone")


@dataclass(frozen=True, slots=True)
class TicketRow:
    """Empty where there is no unit, or nobody."""

    ticket: Ticket
    unit_name: str
    assignee_name: str
    channel: str


@dataclass(frozen=True, slots=True)
class ViewCount:
    total: int
    overdue: int


class TicketSearchRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_rows(self, wanted: TicketFilter, *, limit: int, offset: int = 0) -> list[TicketRow]:
        """In the order wanted."""
        result = await self._session.execute(_ordered(wanted).limit(limit).offset(offset))
        return [TicketRow(*row) for row in result]

    async def find_row(self, ticket_id: uuid.UUID) -> TicketRow | None:
        row = (await self._session.execute(_with_names().where(Ticket.id == ticket_id))).one_or_none()
        return TicketRow(*row) if row else None

    async def count(self, wanted: TicketFilter) -> int:
        statement = _joined(select(func.count())).where(*_conditions(wanted))
        return int(await self._session.scalar(statement) or 0)

    async def count_views(self, viewer: Viewer) -> dict[View, ViewCount]:
        """Of every view; the open ones through their index, in one query."""
        late = is_overdue(viewer.now)
        open_views = (View.MINE, View.UNASSIGNED, View.OPEN, View.DUE)
        columns = [func.count().filter(belongs_to(view, viewer) & more) for view in open_views for more in (true(), late)]
        counts = (await self._session.execute(select(*columns).where(belongs_to(View.OPEN, viewer)))).one()
        done = int(await self._session.scalar(select(func.count()).where(belongs_to(View.DONE, viewer))) or 0)
        found = {view: ViewCount(*counts[2 * place : 2 * place + 2]) for place, view in enumerate(open_views)}
        opened = found[View.OPEN]
        return {**found, View.DONE: ViewCount(done, 0), View.ALL: ViewCount(opened.total + done, opened.overdue)}

    async def stream_rows(self, wanted: TicketFilter) -> AsyncIterator[TicketRow]:
        """However many there are: a part of them is in memory at a time."""
        result = await self._session.stream(_ordered(wanted).execution_options(yield_per=_BATCH))
        async for row in result:
            yield TicketRow(*row)


def _ordered(wanted: TicketFilter) -> Select[Ticket, str, str, str]:
    statement = _with_names().where(*_conditions(wanted))
    if wanted.viewer is None:
        return statement.order_by(Ticket.created_at.desc(), Ticket.id)
    return statement.order_by(*in_order(wanted.order or default_order(wanted.view), wanted.viewer.now))


def _with_names() -> Select[Ticket, str, str, str]:
    unit, assignee = (func.coalesce(column, "") for column in (Unit.name, StaffMember.display_name))
    return _joined(select(Ticket, unit, assignee, _channel))


def _joined[*Columns](statement: Select[*Columns]) -> Select[*Columns]:
    return (
        statement.select_from(Ticket)
        .outerjoin(Unit, Unit.id == Ticket.unit_id)
        .outerjoin(StaffMember, StaffMember.id == Ticket.assignee_id)
        .outerjoin(Conversation, Conversation.id == Ticket.conversation_id)
    )


def _conditions(wanted: TicketFilter) -> Sequence[ColumnElement[bool]]:
    columns: dict[Any, object] = {
        Ticket.state: wanted.state,
        Ticket.kind: wanted.kind,
        Ticket.priority: wanted.priority,
        Ticket.unit_id: wanted.unit_id,
        Ticket.assignee_id: wanted.assignee_id,
        Ticket.conversation_id: wanted.conversation_id,
        Ticket.sector: wanted.sector,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in columns.items() if value]
    if wanted.channel:
        conditions.append(_channel == wanted.channel)
    if wanted.ids is not None:
        conditions.append(Ticket.id.in_(wanted.ids))
    if wanted.overdue_at is not None:
        conditions.append(is_overdue(wanted.overdue_at))
    if wanted.viewer is not None:
        conditions.append(belongs_to(wanted.view, wanted.viewer))
    if wanted.opened_from is not None:
        conditions.append(Ticket.created_at >= wanted.opened_from)
    if wanted.opened_until is not None:
        conditions.append(Ticket.created_at < wanted.opened_until)
    if wanted.text.strip():
        conditions.append(_holds(wanted.text))
    return conditions


def _holds(text: str) -> ColumnElement[bool]:
    """Every word stands in the subject or the name, with or without accents; or it is a tracking code, or the beginning of one."""
    code = tracking_codes.read(text) or "".join(symbol for symbol in text.upper() if symbol.isalnum())
    subject, name = func.fold_vietnamese(Ticket.subject), func.fold_vietnamese(Ticket.citizen_name)
    words = [subject.contains(word, autoescape=True) | name.contains(word, autoescape=True) for word in fold(text).split() or [text]]
    every_word = words[0]
    for word in words[1:]:
        every_word &= word
    return or_(every_word, Ticket.tracking_code.startswith(code, autoescape=True)) if code else every_word
