"""The lists that staff work from: mine, nobody's, open, near or past the deadline, done; and how a list is put in order."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, DateTime, case, func, true, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from staff.models import StaffMember
from tickets.models import Priority, Ticket, TicketState
from tickets.states import FINAL

NEAR_PERCENT = 80


class View(StrEnum):
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OPEN = "open"
    DUE = "due"
    DONE = "done"
    ALL = "all"


class SortBy(StrEnum):
    DUE = "due"
    CREATED = "created"
    SUBJECT = "subject"
    STATE = "state"
    SECTOR = "sector"
    ASSIGNEE = "assignee"


@dataclass(frozen=True)
class Viewer:
    """Who looks, and when: what is overdue is overdue at a moment."""

    staff_id: uuid.UUID
    now: datetime


@dataclass(frozen=True)
class Order:
    by: SortBy
    descending: bool = False


_OPEN = Ticket.state.not_in(FINAL)
_FROM_URGENT = (Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW)


def is_overdue(now: datetime) -> ColumnElement[bool]:
    """Open, and its clock, which may stand still, is past the deadline."""
    return _OPEN & (Ticket.due_at < func.coalesce(Ticket.stopped_at, now))


def belongs_to(view: View, viewer: Viewer) -> ColumnElement[bool]:
    match view:
        case View.MINE:
            return _OPEN & (Ticket.assignee_id == viewer.staff_id)
        case View.UNASSIGNED:
            return _OPEN & Ticket.assignee_id.is_(None)
        case View.OPEN:
            return _OPEN
        case View.DUE:
            return (_OPEN & (Ticket.warned_percent >= NEAR_PERCENT)) | is_overdue(viewer.now)
        case View.DONE:
            return ~_OPEN
        case View.ALL:
            return true()


def default_order(view: View) -> Order:
    """What is open by its deadline, the longest overdue first; else the newest first."""
    return Order(SortBy.CREATED, descending=True) if view in (View.ALL, View.DONE) else Order(SortBy.DUE)


def in_order(order: Order, now: datetime) -> list[ColumnElement[Any]]:
    keys = [key.desc() if order.descending else key.asc() for key in _keys(order.by, now)]
    # What has ended waits for nothing, whichever way deadlines are read.
    first = [case((_OPEN, 0), else_=1).asc()] if order.by is SortBy.DUE else []
    return [*first, *keys, Ticket.created_at.desc(), Ticket.id.asc()]


def _keys(by: SortBy, now: datetime) -> list[ColumnElement[Any]]:
    match by:
        case SortBy.DUE:
            # A clock that stands still moves its deadline on with every moment.
            return [Ticket.due_at + (now - func.coalesce(Ticket.stopped_at, now))]
        case SortBy.CREATED:
            return [type_coerce(Ticket.created_at, DateTime(timezone=True))]
        case SortBy.SUBJECT:
            return [func.fold_vietnamese(Ticket.subject)]
        case SortBy.STATE:
            return [case(_places(TicketState), value=Ticket.state), case(_places(_FROM_URGENT), value=Ticket.priority)]
        case SortBy.SECTOR:
            return [_named(Ticket.sector)]
        case SortBy.ASSIGNEE:
            return [_named(StaffMember.display_name)]


def _named(column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str | None]:
    """As people sort names; those without one come last, where NULL stands."""
    return func.nullif(func.fold_vietnamese(column), "")


def _places(values: Iterable[str]) -> dict[str, int]:
    return {str(value): place for place, value in enumerate(values)}
