"""The ticket beside a conversation, while operators work in it: follows the owner, holds what was answered, becomes a call, is finished."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.notices import tell
from conversations.repository import ConversationRepository
from core.errors import InputError
from core.words import Words
from desk.calls.call_repository import has_hung_up
from desk.operators.notes import Notes
from staff.models import StaffMember
from tickets.actors import Actor
from tickets.citizen_lines import rating_request, was_asked_to_rate
from tickets.conversation_work import ConversationWork, Finished
from tickets.models import Ticket, TicketKind
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
    # The last message on the page of whoever ends it; what the citizen wrote after that is read first.
    seen_seq: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


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
        await self._work.record_reply(session, Actor.staff(by.id), message)

    async def name_citizen(self, session: AsyncSession, conversation: Conversation, by: StaffMember) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is not None:
            await self._tickets.edit(ticket.id, Actor.staff(by.id), {"citizen_name": conversation.citizen_name}, session=session)

    async def finish(self, session: AsyncSession, conversation: Conversation, by: StaffMember, wrap_up: WrapUp) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if wrap_up.note.strip():
            ticket_id = ticket.id if ticket is not None else None
            await self._notes.add(session, by, wrap_up.note, conversation_id=conversation.id, ticket_id=ticket_id)
        if ticket is None:
            return
        finished = Finished(wrap_up.outcome, wrap_up.sector, wrap_up.procedure_code, wrap_up.bot_should_have_known)
        await self._work.finish(session, ticket.id, Actor.staff(by.id), finished)
        if wrap_up.outcome in _NOT_RATED or await has_hung_up(session, conversation.id):
            return
        if not await was_asked_to_rate(session, conversation.id, ticket):
            await tell(ConversationRepository(session), conversation, rating_request(self._words, ticket))

    async def call_back(self, session: AsyncSession, conversation: Conversation, by: StaffMember, phone: str) -> Ticket:
        """The open ticket becomes one to call back; where there is none, it is opened. No `phone`: the one the citizen gave before.

        Raises InputError for what is no number, and where none is known.
        """
        number = phone.strip() or await self._known_phone(session, conversation)
        if not number:
            raise InputError("phone_needed", self._desk_words.say("phone_needed"))
        actor = Actor.staff(by.id)
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            nameless = self._desk_words.say("without_question")
            return await self._work.open_ticket(session, conversation, actor, nameless, kind=TicketKind.CALLBACK, phone=number)
        return await self._tickets.promise_call(session, ticket.id, actor, number)

    async def _known_phone(self, session: AsyncSession, conversation: Conversation) -> str:
        tickets = await self._tickets.list_of_conversation(session, conversation.id)
        return next((ticket.citizen_phone for ticket in tickets if ticket.citizen_phone), "")
