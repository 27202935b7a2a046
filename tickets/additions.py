"""What citizens add to a ticket of theirs: the answer to what staff asked, or more about it. Whoever works on it is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict
from tickets import moving
from tickets.actors import CITIZEN
from tickets.ledger import Ledger
from tickets.models import ActorKind, EventKind, Ticket, TicketState
from tickets.states import FINAL
from tickets.texts import required
from tickets.time_allowed import TimeAllowed

# Each one rings for somebody.
MOST_A_DAY = 20


class StaffBell(Protocol):
    async def citizen_added(self, session: AsyncSession, ticket: Ticket, *, was_asked: bool) -> None:
        """Rings for whoever has the ticket, when the transaction is committed."""
        ...


class NoBell:
    """Where nobody sits at a desk."""

    async def citizen_added(self, session: AsyncSession, ticket: Ticket, *, was_asked: bool) -> None:
        pass


async def add(ledger: Ledger, time_allowed: TimeAllowed, bell: StaffBell, ticket: Ticket, text: str) -> None:
    """To the locked ticket; one that waits for it is worked on again. Raises InputError, Conflict when it has ended or holds too much."""
    content = required(text, ledger.words)
    if TicketState(ticket.state) in FINAL:
        raise Conflict("no_addition", ledger.words.say("no_addition"))
    events = await ledger.repository.list_events_of_kind(ticket.id, EventKind.REPLIED)
    lately = [event for event in events if event.actor_kind == ActorKind.CITIZEN and event.at > ledger.now - timedelta(days=1)]
    if len(lately) >= MOST_A_DAY:
        raise Conflict("too_many_additions", ledger.words.say("too_many_additions", most=MOST_A_DAY))
    await ledger.record(ticket, EventKind.REPLIED, CITIZEN, reason=content)
    was_asked = ticket.state == TicketState.AWAITING_CITIZEN
    if was_asked:
        await moving.move(ledger, time_allowed, ticket, TicketState.IN_PROGRESS, CITIZEN)
    await bell.citizen_added(ledger.session, ticket, was_asked=was_asked)
