"""What citizens add to a ticket of theirs: the answer to what staff asked, or more about it. The ledger rings for whoever works on it."""

from __future__ import annotations

from datetime import timedelta

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


async def add(ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket, text: str) -> None:
    """To the locked ticket; one that waits for it is worked on again. Raises InputError, Conflict when it has ended or holds too much."""
    content = required(text, ledger.words)
    if TicketState(ticket.state) in FINAL:
        raise Conflict("no_addition", ledger.words.say("no_addition"))
    events = await ledger.repository.list_events_of_kind(ticket.id, EventKind.REPLIED)
    lately = [event for event in events if event.actor_kind == ActorKind.CITIZEN and event.at > ledger.now - timedelta(days=1)]
    if len(lately) >= MOST_A_DAY:
        raise Conflict("too_many_additions", ledger.words.say("too_many_additions", most=MOST_A_DAY))
    await ledger.record(ticket, EventKind.REPLIED, CITIZEN, reason=content)
    if ticket.state == TicketState.AWAITING_CITIZEN:
        await moving.move(ledger, time_allowed, ticket, TicketState.IN_PROGRESS, CITIZEN)
