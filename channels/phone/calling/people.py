"""The people behind a call: waited for, called back, let go of when the caller has hung up. Each in one transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Owner
from conversations.notices import tell
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.ports import Said
from conversations.repository import FOR_STAFF, ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from tickets.actors import CITIZEN, SYSTEM
from tickets.conversation_work import ConversationWork
from tickets.models import Ticket, TicketKind
from tickets.phone_numbers import find_phone
from tickets.promises import promised_at
from tickets.service import TicketService

_HUNG_UP = "hung_up"
_ASKED = "asked_call_back"
_NOBODY = "nobody_on_duty"


@dataclass(frozen=True)
class Promise:
    """Of the open ticket: by when there is an answer, and whether a number is still asked for."""

    code: str
    due_at: datetime
    asks_phone: bool


class People:
    def __init__(self, database: Database, tickets: TicketService, words: Words, *, clock: Clock = utc_now) -> None:
        """`words` are those with gaps (channels/phone/filled_words.yml)."""
        self._database = database
        self._tickets = tickets
        self._work = ConversationWork(tickets)
        self._words = words
        self._clock = clock

    async def promise(self, call_id: uuid.UUID) -> Promise | None:
        """Nobody takes the call now: a ticket that was opened while somebody was there is answered by telephone too."""
        async with self._database.session() as session:
            await ConversationRepository(session).get_locked(call_id)
            ticket = await self._tickets.find_open_of_conversation(session, call_id)
            return await self._answered_by_call(session, ticket, _NOBODY) if ticket is not None else None

    async def ask_call_back(self, call_id: uuid.UUID) -> Promise:
        """The caller waits no longer: out of the queue, and the ticket, or a new one, is answered by telephone."""
        async with self._database.session() as session:
            conversation = await self._leave_queue(session, call_id, _ASKED)
            promise = await self._answered_by_call(session, await self._ticket(session, conversation), _ASKED)
            await self._note(session, conversation, _ASKED)
            return promise

    async def keep_number(self, call_id: uuid.UUID, phone: str) -> Promise:
        """Raises core.errors.InputError for what is no number."""
        async with self._database.session() as session:
            conversation = await ConversationRepository(session).get_locked(call_id)
            ticket = await self._ticket(session, conversation)
            return _promise(await self._tickets.promise_call(session, ticket.id, CITIZEN, phone))

    async def gone(self, call_id: uuid.UUID, caller: str, line: str, **values: str) -> None:
        """The caller is not on the line any more; whoever they waited for calls back. `line` is the sentence that staff read."""
        async with self._database.session() as session:
            owner = (await ConversationRepository(session).get_locked(call_id)).owner
            conversation = await self._leave_queue(session, call_id, _HUNG_UP)
            ticket = await self._tickets.find_open_of_conversation(session, call_id)
            if ticket is not None and owner != Owner.OPERATOR:
                await self._call_back(session, ticket, caller, is_due=owner == Owner.QUEUE)
            if ticket is not None or owner == Owner.OPERATOR:
                await self._note(session, conversation, line, **values)

    async def _answered_by_call(self, session: AsyncSession, ticket: Ticket, reason: str) -> Promise:
        await self._tickets.turn_into_call(session, ticket.id, reason)
        await self._work.ask_phone(session, ticket)
        await session.flush()
        await session.refresh(ticket)
        return _promise(ticket)

    async def _call_back(self, session: AsyncSession, ticket: Ticket, caller: str, *, is_due: bool) -> None:
        """Under the number that the line announced, where the caller gave no other."""
        if is_due:
            await self._tickets.turn_into_call(session, ticket.id, _HUNG_UP)
        if ticket.citizen_phone or not (is_due or ticket.asks_phone):
            return
        if phone := number_of(caller):
            await self._tickets.promise_call(session, ticket.id, SYSTEM, phone)
        else:
            await self._work.ask_phone(session, ticket)

    async def _leave_queue(self, session: AsyncSession, call_id: uuid.UUID, reason: str) -> Conversation:
        repository = ConversationRepository(session)
        conversation = await repository.get_locked(call_id)
        if conversation.owner == Owner.QUEUE:
            await change_owner(repository, conversation, Change(Move.HAND_BACK, PROGRAM, reason=reason), self._clock())
        return conversation

    async def _ticket(self, session: AsyncSession, conversation: Conversation) -> Ticket:
        known = await self._tickets.find_open_of_conversation(session, conversation.id)
        if known is not None:
            return known
        nameless = self._words.say("without_question")
        return await self._work.open_ticket(session, conversation, SYSTEM, nameless, kind=TicketKind.CALLBACK)

    async def _note(self, session: AsyncSession, conversation: Conversation, line: str, **values: str) -> None:
        said = Said(self._words.say(line, **values), details={"topic": line, FOR_STAFF: True})
        await tell(ConversationRepository(session), conversation, said, at=self._clock())


def number_of(caller: str) -> str:
    """A number that can be called back, as it is kept; empty for an extension or one that is withheld."""
    return find_phone(caller) or ""


def _promise(ticket: Ticket) -> Promise:
    return Promise(ticket.tracking_code, promised_at(ticket.due_at), ticket.asks_phone)
