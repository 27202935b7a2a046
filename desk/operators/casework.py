"""The ticket beside a conversation, while operators work in it: it follows the owner, holds what was answered, and is finished."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.notices import tell
from conversations.repository import ConversationRepository
from core.words import Words
from desk.operators.notes import Notes
from staff.models import StaffMember
from tickets.actors import Actor
from tickets.citizen_lines import rating_request
from tickets.conversation_work import ConversationWork, Finished
from tickets.service import TicketService


class Outcome(StrEnum):
    ANSWERED = "answered"
    REFERRED = "referred"
    NO_ANSWER = "no_answer"
    CITIZEN_LEFT = "citizen_left"
    SPAM = "spam"


# Nobody is there to rate, or nobody whose rating says anything.
_NOT_RATED = frozenset({Outcome.CITIZEN_LEFT, Outcome.SPAM})


class WrapUp(BaseModel):
    outcome: Outcome
    sector: Annotated[str, Field(max_length=200)] = ""
    procedure_code: Annotated[str, Field(max_length=40)] = ""
    bot_should_have_known: bool = False
    # Above what a note may be: too long is said in words.
    note: Annotated[str, Field(max_length=100_000)] = ""


class Casework:
    """Everything in the transaction that moves or answers the conversation. `words` are those of tickets/handover_words.yml."""

    def __init__(self, tickets: TicketService, work: ConversationWork, notes: Notes, words: Words, desk_words: Words) -> None:
        self._tickets = tickets
        self._work = work
        self._notes = notes
        self._words = words
        self._desk_words = desk_words

    async def follow_owner(self, session: AsyncSession, conversation: Conversation, by: StaffMember, reason: str) -> None:
        """The ticket goes to whoever owns the conversation; where there is none yet, it is opened (rule R8)."""
        nameless = self._desk_words.say("without_question")
        await self._work.follow_owner(session, conversation, Actor.staff(by.id), reason, nameless)

    async def record_reply(self, session: AsyncSession, message: Message, by: StaffMember) -> None:
        await self._work.record_reply(session, message.conversation_id, Actor.staff(by.id), message.text)

    async def finish(self, session: AsyncSession, conversation: Conversation, by: StaffMember, wrap_up: WrapUp) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            return
        if wrap_up.note.strip():
            await self._notes.add(session, by, wrap_up.note, conversation_id=conversation.id, ticket_id=ticket.id)
        finished = Finished(wrap_up.outcome, wrap_up.sector, wrap_up.procedure_code, wrap_up.bot_should_have_known)
        await self._work.finish(session, ticket.id, Actor.staff(by.id), finished)
        if wrap_up.outcome not in _NOT_RATED:
            await tell(ConversationRepository(session), conversation, rating_request(self._words, ticket))
