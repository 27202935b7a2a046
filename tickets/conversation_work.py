"""The ticket that goes with a conversation while operators work in it: taken up, answered, finished, left by somebody who went away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message, Owner
from conversations.repository import ConversationRepository
from tickets.actors import Actor
from tickets.matters import LOOKED_BACK, last_matter
from tickets.models import Ticket, TicketKind, TicketState
from tickets.opening import NewTicket
from tickets.repository import TicketRepository
from tickets.service import TicketService

_NOT_BEGUN = frozenset({TicketState.RECEIVED, TicketState.TRIAGE, TicketState.ASSIGNED, TicketState.REOPENED})
_REJECTED_OUTCOME = "spam"


@dataclass(frozen=True)
class Finished:
    """How an operator's work on a conversation ended; `outcome` is a word of desk.operators.closing."""

    outcome: str
    sector: str
    procedure_code: str
    bot_should_have_known: bool


class ConversationWork:
    """Everything in the caller's transaction, which changes the conversation's owner as well."""

    def __init__(self, tickets: TicketService) -> None:
        self._tickets = tickets

    async def take_up(self, session: AsyncSession, ticket_id: uuid.UUID, actor: Actor, assignee_id: uuid.UUID) -> None:
        """Whoever owns the conversation has the ticket, and it is being worked on."""
        ticket = await self._tickets.assign(ticket_id, actor, assignee_id=assignee_id, session=session)
        if ticket.state in _NOT_BEGUN:
            await self._tickets.move(ticket_id, TicketState.IN_PROGRESS, actor, session=session)

    async def follow_owner(self, session: AsyncSession, conversation: Conversation, actor: Actor, reason: str, nameless: str) -> None:
        """The ticket goes to whoever owns the conversation; where there is none yet, it is opened (rule R8).

        `nameless`: what a ticket is called while the citizen has asked nothing.
        """
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if conversation.owner_id is not None:
            ticket = ticket or await self.open_ticket(session, conversation, actor, nameless)
            await self.take_up(session, ticket.id, actor, conversation.owner_id)
        elif ticket is not None and conversation.owner == Owner.QUEUE:
            await self._tickets.record_requeued(session, ticket.id, reason)

    async def open_ticket(
        self,
        session: AsyncSession,
        conversation: Conversation,
        actor: Actor,
        nameless: str,
        *,
        kind: TicketKind = TicketKind.ENQUIRY,
        phone: str = "",
    ) -> Ticket:
        """About what the citizen last stated. Raises InputError for what is no phone number."""
        question = last_matter(await ConversationRepository(session).list_before(conversation.id, conversation.next_seq, LOOKED_BACK))
        new = NewTicket(
            kind=kind,
            subject=question or nameless,
            conversation_id=conversation.id,
            summary={"question": question, "procedure_code": "", "procedure_name": "", "answered": "", "failed": []},
            citizen_name=conversation.citizen_name,
            citizen_phone=phone,
            created_by=actor.id,
        )
        return await self._tickets.open_ticket(session, new)

    async def record_reply(self, session: AsyncSession, actor: Actor, message: Message) -> None:
        """On the ticket of its conversation, if it has one."""
        ticket = await self._tickets.find_open_of_conversation(session, message.conversation_id)
        if ticket is not None and message.text:
            await self._tickets.record_reply(session, ticket.id, actor, message.text, message.id)

    async def name_citizen(self, session: AsyncSession, conversation: Conversation, actor: Actor, before: str = "") -> None:
        """In every ticket that has no name yet, or the one they were called `before`."""
        for ticket in await self._tickets.list_of_conversation(session, conversation.id):
            if ticket.citizen_name in ("", before):
                await self._tickets.edit(ticket.id, actor, {"citizen_name": conversation.citizen_name}, session=session)

    async def finish(self, session: AsyncSession, ticket_id: uuid.UUID, actor: Actor, finished: Finished) -> None:
        """Resolved, or rejected when nobody wanted anything. Raises what TicketService.edit and move raise."""
        changes = {
            "sector": finished.sector,
            "procedure_code": finished.procedure_code,
            "outcome": finished.outcome,
            "bot_should_have_known": finished.bot_should_have_known,
        }
        ticket = await self._tickets.edit(ticket_id, actor, {name: value for name, value in changes.items() if value}, session=session)
        if finished.outcome == _REJECTED_OUTCOME:
            if ticket.state == TicketState.AWAITING_CITIZEN:
                # The table rejects nothing that waits for the citizen; whoever finishes it is working on it.
                await self._tickets.move(ticket_id, TicketState.IN_PROGRESS, actor, session=session)
            await self._tickets.move(ticket_id, TicketState.REJECTED, actor, reason=finished.outcome, session=session)
            return
        if ticket.state in _NOT_BEGUN:
            await self._tickets.move(ticket_id, TicketState.IN_PROGRESS, actor, session=session)
        await self._tickets.move(ticket_id, TicketState.RESOLVED, actor, session=session)

    async def finish_open(self, session: AsyncSession, conversation_id: uuid.UUID, actor: Actor, finished: Finished) -> None:
        """`finish` of the conversation's ticket, if it has one."""
        ticket = await self._tickets.find_open_of_conversation(session, conversation_id)
        if ticket is not None:
            await self.finish(session, ticket.id, actor, finished)

    async def find_asking_phone(self, session: AsyncSession, conversation_id: uuid.UUID) -> Ticket | None:
        return await TicketRepository(session).find_asking_phone(conversation_id)

    async def ask_phone(self, session: AsyncSession, ticket: Ticket) -> None:
        """From now on a line with a phone number in it is the answer."""
        locked = await TicketRepository(session).find_locked(ticket.id)
        if locked is not None and not locked.citizen_phone:
            locked.asks_phone = True

    async def leave_phone(self, session: AsyncSession, ticket: Ticket) -> None:
        """The citizen gives no number: none is waited for any more."""
        locked = await TicketRepository(session).find_locked(ticket.id)
        if locked is not None:
            locked.asks_phone = False
