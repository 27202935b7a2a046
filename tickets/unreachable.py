"""A citizen whom a message did not reach is called back: their open ticket asks for a phone number, or one is opened."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.ports import HandoverReason
from conversations.repository import ConversationRepository
from core.words import Words
from tickets.conversation_work import ConversationWork
from tickets.matters import LOOKED_BACK, last_matter
from tickets.models import TicketKind
from tickets.opening import NewTicket
from tickets.service import TicketService

_ANSWERED_CHARACTERS = 600


class CallingBack:
    """`words` are those of tickets/words.yml."""

    def __init__(self, tickets: TicketService, work: ConversationWork, words: Words) -> None:
        self._tickets = tickets
        self._work = work
        self._words = words

    async def keep(self, session: AsyncSession, conversation: Conversation, undelivered: Message) -> None:
        """On the locked conversation. `undelivered` is what was written to the citizen."""
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            question = await self._question(session, conversation, undelivered)
            summary = {
                "question": question,
                "procedure_code": "",
                "procedure_name": "",
                "answered": undelivered.text[:_ANSWERED_CHARACTERS],
                "failed": [],
            }
            new = NewTicket(
                kind=TicketKind.CALLBACK,
                subject=question,
                conversation_id=conversation.id,
                handover_reason=HandoverReason.UNREACHABLE,
                summary=summary,
                citizen_name=conversation.citizen_name,
                asks_phone=True,
            )
            await self._tickets.open_ticket(session, new)
        else:
            await self._tickets.turn_into_call(session, ticket.id, HandoverReason.UNREACHABLE)
            await self._work.ask_phone(session, ticket)

    async def not_arrived(self, session: AsyncSession, messages: Sequence[Message]) -> None:
        """On the locked conversation: what of these was a reply to a ticket counts as none."""
        await self._tickets.record_undelivered(session, messages)

    async def _question(self, session: AsyncSession, conversation: Conversation, undelivered: Message) -> str:
        """What the citizen last stated before it; where that is nothing, what they were to be told."""
        earlier = await ConversationRepository(session).list_before(conversation.id, undelivered.seq, LOOKED_BACK)
        return last_matter(earlier) or undelivered.text or self._words.say("without_words")
