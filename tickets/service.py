"""Tickets for the rest of the program: opened by bot and desk, moved and answered by staff, followed by citizens."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Message
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import NotFound
from core.words import Words
from staff.duty import SILENT_FOR
from tickets import moving, tracking_codes
from tickets.actors import CITIZEN, SYSTEM, Actor
from tickets.additions import add
from tickets.editable_fields import checked
from tickets.following import PublicTicket, public_ticket
from tickets.ledger import Ledger
from tickets.models import EventKind, Ticket, TicketState
from tickets.opening import NewTicket, open_ticket
from tickets.phone_numbers import read_phone
from tickets.ratings import may_rate, rate
from tickets.repository import TicketRepository
from tickets.states import FINAL
from tickets.texts import kept, required
from tickets.time_allowed import TimeAllowed
from tickets.undelivered_replies import MESSAGE, find_reply, mark_undelivered


class TicketService:
    """What takes a session joins its transaction; all else is a transaction of its own."""

    def __init__(
        self,
        database: Database,
        time_allowed: TimeAllowed,
        words: Words,
        *,
        clock: Clock = utc_now,
        silent_for: timedelta = SILENT_FOR,
    ) -> None:
        """`silent_for`: without a heartbeat for so long, a member of staff is not there."""
        self._database = database
        self._time_allowed = time_allowed
        self._words = words
        self._clock = clock
        self._silent_for = silent_for

    async def open_ticket(self, session: AsyncSession, new: NewTicket) -> Ticket:
        """Raises InputError for a phone number that is none."""
        return await open_ticket(self._ledger(session), self._time_allowed, new)

    async def move(
        self,
        ticket_id: uuid.UUID,
        to: TicketState,
        actor: Actor,
        *,
        reason: str = "",
        public_reply: str = "",
        session: AsyncSession | None = None,
    ) -> Ticket:
        """Raises NotFound, Conflict for what the table does not allow (any more), NotAllowed, InputError for a missing reason."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await moving.move(ledger, self._time_allowed, ticket, to, actor, reason=reason, public_reply=public_reply)
        return ticket

    async def assign(
        self,
        ticket_id: uuid.UUID,
        actor: Actor,
        *,
        unit_id: uuid.UUID | None = None,
        assignee_id: uuid.UUID | None = None,
        session: AsyncSession | None = None,
    ) -> Ticket:
        """None leaves the unit or the person as it is. Raises NotFound, Conflict when the ticket has ended, InputError."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await moving.assign(ledger, ticket, actor, unit_id=unit_id, assignee_id=assignee_id)
        return ticket

    async def release(
        self,
        ticket_id: uuid.UUID,
        actor: Actor,
        *,
        unit: bool = False,
        assignee: bool = False,
        session: AsyncSession | None = None,
    ) -> Ticket:
        """Takes the unit, the person or both off it; the state stays. Raises NotFound, Conflict when the ticket has ended."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await moving.release(ledger, ticket, actor, unit=unit, assignee=assignee)
        return ticket

    async def edit(
        self, ticket_id: uuid.UUID, actor: Actor, changes: Mapping[str, Any], reason: str = "", *, session: AsyncSession | None = None
    ) -> Ticket:
        """`changes` by the names in editable_fields. Raises NotFound, InputError, Conflict."""
        values = checked(changes, self._words)
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await moving.edit(ledger, self._time_allowed, ticket, actor, values, reason)
        return ticket

    async def record_reply(
        self, session: AsyncSession, ticket_id: uuid.UUID, actor: Actor, text: str, message_id: uuid.UUID | None = None
    ) -> Ticket:
        """What staff wrote to the citizen, in a message or otherwise; they can read it with the code too. Raises NotFound, InputError."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            moving.mark_response(ticket, actor, ledger.now)
            details = {MESSAGE: str(message_id)} if message_id is not None else {}
            await ledger.record(ticket, EventKind.REPLIED, actor, public_text=required(text, self._words), details=details)
        return ticket

    async def record_undelivered(self, session: AsyncSession, messages: Sequence[Message]) -> None:
        """Of these messages, which did not get to the citizen, those that are replies to a ticket. On the locked conversation."""
        for message in messages:
            found = await find_reply(session, message)
            if found is not None:
                async with self._locked(found[0], session) as (ledger, ticket):
                    await mark_undelivered(ledger, ticket, found[1])

    async def turn_into_call(self, session: AsyncSession, ticket_id: uuid.UUID, reason: str) -> Ticket:
        """It is answered by telephone from now on, within the time of a call. Raises NotFound."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await moving.turn_into_call(ledger, self._time_allowed, ticket, reason)
        return ticket

    async def record_from_citizen(self, session: AsyncSession, ticket_id: uuid.UUID, text: str) -> Ticket:
        """What the citizen adds to it in the chat; one that waits for it is worked on again. Raises NotFound, InputError, Conflict."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await add(ledger, self._time_allowed, ticket, text)
        return ticket

    async def record_requeued(self, session: AsyncSession, ticket_id: uuid.UUID, reason: str) -> Ticket:
        """Whoever worked on it went away: nobody does now, and the state stays. Raises NotFound."""
        async with self._locked(ticket_id, session) as (ledger, ticket):
            details = {"assignee_id": {"from": str(ticket.assignee_id) if ticket.assignee_id else None, "to": None}}
            ticket.assignee_id = None
            await ledger.record(ticket, EventKind.REQUEUED, SYSTEM, reason=kept(reason, self._words), details=details)
        return ticket

    async def set_phone(self, session: AsyncSession, ticket: Ticket, phone: str) -> Ticket:
        """The number the citizen gave; it is in no event. Raises InputError for what is no number."""
        number = read_phone(phone, self._words)
        async with self._locked(ticket.id, session) as (ledger, locked):
            locked.citizen_phone, locked.asks_phone = number, False
            await ledger.record(locked, EventKind.PHONE_GIVEN, CITIZEN)
        return locked

    async def promise_call(self, session: AsyncSession, ticket_id: uuid.UUID, actor: Actor, phone: str) -> Ticket:
        """The citizen will be called at this number. Raises NotFound, InputError for what is no number, Conflict when it has ended."""
        number = read_phone(phone, self._words)
        async with self._locked(ticket_id, session) as (ledger, ticket):
            await moving.promise_call(ledger, self._time_allowed, ticket, actor, number)
        return ticket

    async def find_open_of_conversation(
        self, session: AsyncSession, conversation_id: uuid.UUID, *, is_report: bool = False
    ) -> Ticket | None:
        """The newest that has not come to an end: what the desk works on, or the citizen's report."""
        return await TicketRepository(session).find_open_of_conversation(conversation_id, is_report=is_report)

    async def find_open_by_code(self, session: AsyncSession, code: str) -> Ticket | None:
        """`code` without hyphens."""
        repository = TicketRepository(session)
        ticket_id = await repository.find_id_by_code(code)
        ticket = await repository.find(ticket_id) if ticket_id else None
        return ticket if ticket is not None and ticket.state not in FINAL else None

    async def list_of_conversation(self, session: AsyncSession, conversation_id: uuid.UUID) -> Sequence[Ticket]:
        """Newest first."""
        return await TicketRepository(session).list_of_conversation(conversation_id)

    async def find_public(self, code: str) -> PublicTicket | None:
        """`code` as a citizen writes it; None for one that is wrong as for one that does not exist."""
        async with self._database.session() as session:
            ledger = self._ledger(session)
            ticket_id = await _id_of(ledger, code)
            ticket = await ledger.repository.find(ticket_id) if ticket_id else None
            return await self._public(ledger, ticket) if ticket else None

    async def add_by_citizen(self, code: str, text: str) -> PublicTicket:
        """Raises NotFound, InputError for nothing or too much, Conflict when it has ended."""
        async with self._by_code(code) as (ledger, ticket):
            await add(ledger, self._time_allowed, ticket, text)
            return await self._public(ledger, ticket)

    async def reopen_by_citizen(self, code: str, reason: str) -> PublicTicket:
        """Raises NotFound, InputError without a reason, NotAllowed or Conflict when it is not to be reopened."""
        async with self._by_code(code) as (ledger, ticket):
            await moving.move(ledger, self._time_allowed, ticket, TicketState.REOPENED, CITIZEN, reason=reason)
            return await self._public(ledger, ticket)

    async def rate(self, code: str, rating: int, comment: str = "") -> PublicTicket:
        """1 to 5. Raises NotFound, InputError, Conflict when it is not resolved, or was rated more than a day ago."""
        async with self._by_code(code) as (ledger, ticket):
            await rate(ledger, self._time_allowed.rules, ticket, rating, comment)
            return await self._public(ledger, ticket)

    def _ledger(self, session: AsyncSession) -> Ledger:
        return Ledger(session, self._words, self._clock, self._silent_for)

    @asynccontextmanager
    async def _locked(self, ticket_id: uuid.UUID, session: AsyncSession | None) -> AsyncIterator[tuple[Ledger, Ticket]]:
        if session is None:
            async with self._database.session() as own:
                ledger = self._ledger(own)
                yield ledger, await ledger.lock(ticket_id)
        else:
            ledger = self._ledger(session)
            yield ledger, await ledger.lock(ticket_id)

    @asynccontextmanager
    async def _by_code(self, code: str) -> AsyncIterator[tuple[Ledger, Ticket]]:
        async with self._database.session() as session:
            ledger = self._ledger(session)
            ticket_id = await _id_of(ledger, code)
            if ticket_id is None:
                raise NotFound("no_ticket", self._words.say("no_public_ticket"))
            yield ledger, await ledger.lock(ticket_id)

    async def _public(self, ledger: Ledger, ticket: Ticket) -> PublicTicket:
        rules = self._time_allowed.rules
        events = await ledger.repository.list_events(ticket.id)
        return public_ticket(ticket, events, may_rate=await may_rate(ledger, rules, ticket), rules=rules, now=ledger.now)


async def _id_of(ledger: Ledger, code: str) -> uuid.UUID | None:
    known = tracking_codes.read(code)
    return await ledger.repository.find_id_by_code(known) if known else None
