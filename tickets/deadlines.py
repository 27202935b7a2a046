"""What time does to tickets: warnings at 50, 80 and 100 % of the time allowed, and closing what is resolved. Run by the worker."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.db import Database
from core.words import Words
from tickets.actors import SYSTEM
from tickets.deadline_notices import notice_deadline
from tickets.ledger import Ledger
from tickets.models import EventKind, Ticket, TicketState
from tickets.moving import move
from tickets.repository import TicketRepository
from tickets.states import FINAL
from tickets.time_allowed import TimeAllowed


@dataclass(frozen=True)
class DeadlineWarning:
    """`percent`: 50, 80, or 100 for a breach."""

    ticket_id: uuid.UUID
    tracking_code: str
    percent: int
    unit_id: uuid.UUID | None
    assignee_id: uuid.UUID | None
    due_at: datetime


class Deadlines:
    """Each ticket in a transaction of its own, so that nobody waits for the whole round; several workers share the round."""

    def __init__(self, database: Database, time_allowed: TimeAllowed, words: Words) -> None:
        self._database = database
        self._time_allowed = time_allowed
        self._words = words

    async def warn_due(self, now: datetime) -> list[DeadlineWarning]:
        """Every threshold gets its event exactly once; of several passed at a time, people hear of the highest."""
        async with self._database.session() as session:
            running = await TicketRepository(session).list_running()
        near = [ticket.id for ticket in running if self._new_thresholds(ticket, now)]
        warnings = [await self._warn(ticket_id, now) for ticket_id in near]
        return [warning for warning in warnings if warning is not None]

    async def close_resolved(self, now: datetime) -> list[uuid.UUID]:
        """Those resolved long enough ago that nobody will come back to them; returns which."""
        limit = now - self._time_allowed.rules.close_after
        async with self._database.session() as session:
            resolved = await TicketRepository(session).list_resolved_before(limit)
        return [ticket_id for ticket_id in resolved if await self._close(ticket_id, limit, now)]

    async def _warn(self, ticket_id: uuid.UUID, now: datetime) -> DeadlineWarning | None:
        async with self._database.session() as session:
            ledger = Ledger(session, self._words, lambda: now)
            ticket = await ledger.repository.find_locked(ticket_id, skip_locked=True)
            if ticket is None or ticket.stopped_at is not None or TicketState(ticket.state) in FINAL:
                return None
            thresholds = self._new_thresholds(ticket, now)
            for percent in thresholds:
                ticket.warned_percent = percent
                await ledger.record(ticket, EventKind.DEADLINE_WARNED, SYSTEM, details={"percent": percent})
            if not thresholds:
                return None
            await notice_deadline(session, ticket)
            return _warning(ticket)

    async def _close(self, ticket_id: uuid.UUID, limit: datetime, now: datetime) -> bool:
        async with self._database.session() as session:
            ledger = Ledger(session, self._words, lambda: now)
            ticket = await ledger.repository.find_locked(ticket_id, skip_locked=True)
            if ticket is None or ticket.state != TicketState.RESOLVED or ticket.resolved_at is None or ticket.resolved_at > limit:
                return False
            await move(ledger, self._time_allowed, ticket, TicketState.CLOSED, SYSTEM)
            return True

    def _new_thresholds(self, ticket: Ticket, now: datetime) -> Sequence[int]:
        return [percent for percent in self._time_allowed.passed(ticket, now) if percent > ticket.warned_percent]


def _warning(ticket: Ticket) -> DeadlineWarning:
    return DeadlineWarning(
        ticket_id=ticket.id,
        tracking_code=ticket.tracking_code,
        percent=ticket.warned_percent,
        unit_id=ticket.unit_id,
        assignee_id=ticket.assignee_id,
        due_at=ticket.due_at,
    )
