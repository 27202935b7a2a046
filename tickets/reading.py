"""A ticket as staff see it: with names, how much of its time is used, and what may be done with it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tickets.models import ActorKind, Ticket, TicketState
from tickets.search_repository import TicketRow
from tickets.states import allowed_moves
from tickets.time_allowed import TimeAllowed


@dataclass(frozen=True)
class TicketView:
    ticket: Ticket
    unit_name: str
    assignee_name: str
    channel: str
    used_percent: int
    is_overdue: bool
    allowed_states: Sequence[TicketState]


@dataclass(frozen=True)
class TicketPage:
    tickets: Sequence[TicketView]
    total: int
    page: int
    page_size: int


@dataclass(frozen=True)
class EventView:
    """`actor_name` is empty for citizens and for the program. `is_undelivered`: a reply that did not get to the citizen."""

    number: int
    at: datetime
    kind: str
    from_state: str | None
    to_state: str | None
    actor_kind: str
    actor_name: str
    reason: str
    details: dict[str, Any]
    public_text: str
    is_undelivered: bool


@dataclass(frozen=True)
class NoteView:
    id: uuid.UUID
    author_name: str
    text: str
    created_at: datetime


@dataclass(frozen=True)
class TicketFile:
    """Everything about one ticket; events and notes in the order they came."""

    view: TicketView
    events: Sequence[EventView]
    notes: Sequence[NoteView]


def view_of(row: TicketRow, time_allowed: TimeAllowed, now: datetime) -> TicketView:
    return TicketView(
        ticket=row.ticket,
        unit_name=row.unit_name,
        assignee_name=row.assignee_name,
        channel=row.channel,
        used_percent=time_allowed.used_percent(row.ticket, now),
        is_overdue=time_allowed.is_overdue(row.ticket, now),
        allowed_states=allowed_moves(TicketState(row.ticket.state), ActorKind.STAFF),
    )
