"""A reply that never got to the citizen is no response: the ticket says so, and its first response is the first that got there."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Message, Sender
from tickets.actors import SYSTEM
from tickets.ledger import Ledger
from tickets.models import ActorKind, EventKind, Ticket, TicketEvent
from tickets.repository import TicketRepository
from tickets.telling import EVENT, REPLIED_TOPIC

# In the details of a reply's event: the message that holds it.
MESSAGE = "message_id"
# In the details of the event that says it did not arrive: the number of the reply's.
REPLY = "reply"


async def find_reply(session: AsyncSession, message: Message) -> tuple[uuid.UUID, int] | None:
    """Ticket and number of the event that keeps it; None for what is no reply to a ticket."""
    if message.details.get("topic") == REPLIED_TOPIC and EVENT in message.details:
        return uuid.UUID(str(message.details["ticket_id"])), int(message.details[EVENT])
    if message.sender != Sender.OPERATOR:
        return None
    return await TicketRepository(session).find_event_of_message(message.conversation_id, str(message.id))


async def mark_undelivered(ledger: Ledger, ticket: Ticket, number: int) -> None:
    """On the locked ticket; once for each reply."""
    before = await ledger.repository.list_events(ticket.id)
    if number in numbers_undelivered(before):
        return
    await ledger.record(ticket, EventKind.NOT_DELIVERED, SYSTEM, details={REPLY: number})
    ticket.first_response_at = _first_response(before, numbers_undelivered(before) | {number})


def numbers_undelivered(events: Sequence[TicketEvent]) -> set[int]:
    return {_number(event.details) for event in events if event.kind == EventKind.NOT_DELIVERED}


def _number(details: Mapping[str, Any]) -> int:
    return int(details.get(REPLY, 0))


def _first_response(events: Sequence[TicketEvent], undelivered: set[int]) -> datetime | None:
    replies = [event for event in events if event.actor_kind == ActorKind.STAFF and event.public_text]
    return min((event.at for event in replies if event.number not in undelivered), default=None)
