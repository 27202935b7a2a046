"""The end of an operator's work on a conversation: what it was about, how it ended, and what the bot should have known."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, MessageKind, Sender
from conversations.repository import ConversationRepository
from core.words import Words
from desk.operators.notes import Notes
from staff.models import StaffMember
from tickets.actors import Actor
from tickets.citizen_lines import rating_request
from tickets.conversation_work import ConversationWork, Finished
from tickets.models import Ticket, TicketKind
from tickets.opening import NewTicket
from tickets.service import TicketService

_SUBJECT_CHARACTERS = 200


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
    note: Annotated[str, Field(max_length=4000)] = ""


class Closing:
    def __init__(self, tickets: TicketService, work: ConversationWork, notes: Notes, words: Words) -> None:
        self._tickets = tickets
        self._work = work
        self._notes = notes
        self._words = words

    async def open_for(self, session: AsyncSession, conversation: Conversation, question: str, by: StaffMember) -> Ticket:
        """For a conversation that an operator came to without a hand-over."""
        new = NewTicket(
            kind=TicketKind.ENQUIRY,
            subject=question[:_SUBJECT_CHARACTERS] or self._words.say("without_question"),
            conversation_id=conversation.id,
            summary={"question": question, "procedure_code": "", "answered": "", "failed": []},
            citizen_name=conversation.citizen_name,
            created_by=by.id,
        )
        return await self._tickets.open_ticket(session, new)

    async def close(self, session: AsyncSession, conversation: Conversation, by: StaffMember, wrap_up: WrapUp) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            return
        if wrap_up.note.strip():
            await self._notes.add(session, by, wrap_up.note, conversation_id=conversation.id, ticket_id=ticket.id)
        finished = Finished(wrap_up.outcome, wrap_up.sector, wrap_up.procedure_code, wrap_up.bot_should_have_known)
        await self._work.finish(session, ticket.id, Actor.staff(by.id), finished)
        if wrap_up.outcome not in _NOT_RATED:
            await self._ask_rating(session, conversation, ticket)

    async def _ask_rating(self, session: AsyncSession, conversation: Conversation, ticket: Ticket) -> None:
        said = rating_request(self._words, ticket)
        values = {
            "id": uuid.uuid4(),
            "sender": Sender.SYSTEM,
            "kind": MessageKind.NOTICE,
            "text": said.text,
            "options": said.options,
            "details": said.details,
        }
        repository = ConversationRepository(session)
        await repository.append(conversation, values)
        await repository.announce(conversation.id)
