"""A reply to a ticket is told where the citizen asked as well, not only on the look-up page."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.notices import as_sheet, tell
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.words import Words
from tickets.models import Ticket
from tickets.repository import TicketRepository
from tickets.tracking_codes import shown

REPLIED_TOPIC = "ticket_replied"
# In the details of what is told: the number of the ticket's event that keeps the reply.
EVENT = "event_number"


async def tell_reply(session: AsyncSession, ticket: Ticket, reply: str, words: Words) -> None:
    """As a notice of the system, whoever owns the conversation: it speaks for the ticket, whose newest event holds the reply.

    `words`: tickets/handover_words.yml.
    """
    if ticket.conversation_id is None:
        return
    repository = ConversationRepository(session)
    conversation = await repository.get_locked(ticket.conversation_id)
    text = words.say(REPLIED_TOPIC, code=shown(ticket.tracking_code), text=reply)
    number = (await TicketRepository(session).list_events(ticket.id))[-1].number
    said = Said(text, details={"topic": REPLIED_TOPIC, "ticket_id": str(ticket.id), EVENT: number})
    await tell(repository, conversation, said, blocks=as_sheet(text))
