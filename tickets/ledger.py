"""Every change of a ticket goes through here: lock, change, keep what happened in order, tell whoever listens."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.errors import NotFound
from core.words import Words
from staff.duty import SILENT_FOR
from tickets.actors import Actor
from tickets.citizen_notices import notice_citizen
from tickets.models import ActorKind, EventKind, Ticket, TicketEvent, TicketState
from tickets.repository import TicketRepository


class Ledger:
    """Of one transaction. The lock of the ticket's row is what puts its events in order."""

    def __init__(self, session: AsyncSession, words: Words, clock: Clock, silent_for: timedelta = SILENT_FOR) -> None:
        """`silent_for`: without a heartbeat for so long, a member of staff is not there."""
        self.repository = TicketRepository(session)
        self._session = session
        self._silent_for = silent_for
        self.words = words
        self._clock = clock
        self.now = clock()

    async def lock(self, ticket_id: uuid.UUID) -> Ticket:
        """Raises NotFound."""
        ticket = await self.repository.find_locked(ticket_id)
        if ticket is None:
            raise NotFound("no_ticket", self.words.say("no_ticket"))
        # Read behind the lock, so that later events have later times.
        self.now = self._clock()
        return ticket

    async def record(
        self,
        ticket: Ticket,
        kind: EventKind,
        actor: Actor,
        *,
        came_from: str | None = None,
        reason: str = "",
        public_text: str = "",
        details: dict[str, Any] | None = None,
    ) -> TicketEvent:
        """Append the event to the locked ticket as it is now; `came_from` is its state before, when that was another."""
        is_first = kind is EventKind.OPENED
        event = await self.repository.add_event(
            ticket,
            {
                "at": self.now,
                "kind": kind,
                "from_state": None if is_first else came_from or ticket.state,
                "to_state": TicketState(ticket.state),
                "actor_kind": actor.kind,
                "actor_id": actor.id,
                "reason": reason,
                "public_text": public_text,
                "details": details or {},
            },
        )
        if actor.kind is ActorKind.CITIZEN:
            await notice_citizen(self._session, ticket, event, self._silent_for)
        await self.repository.announce(ticket.id)
        return event
