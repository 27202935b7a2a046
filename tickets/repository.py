"""All queries on tickets, their events and notes; tickets/search_repository.py has those that search."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from staff.models import StaffMember
from tickets.models import EventKind, Note, Ticket, TicketEvent, TicketKind, TicketState, Unit
from tickets.states import FINAL

CHANNEL = "tickets"


class TicketRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, values: dict[str, Any]) -> Ticket | None:
        """None when the tracking code is taken."""
        statement = insert(Ticket).values(values).on_conflict_do_nothing(index_elements=[Ticket.tracking_code]).returning(Ticket)
        return await self._session.scalar(statement)

    async def find(self, ticket_id: uuid.UUID) -> Ticket | None:
        return await self._session.get(Ticket, ticket_id)

    async def find_locked(self, ticket_id: uuid.UUID, *, skip_locked: bool = False) -> Ticket | None:
        """Locked to the end of the transaction; None as well for one that another holds, with `skip_locked`."""
        statement = select(Ticket).where(Ticket.id == ticket_id).with_for_update(skip_locked=skip_locked)
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def find_id_by_code(self, code: str) -> uuid.UUID | None:
        return await self._session.scalar(select(Ticket.id).where(Ticket.tracking_code == code))

    async def find_open_of_conversation(self, conversation_id: uuid.UUID, *, is_report: bool = False) -> Ticket | None:
        """The newest one; citizens' reports are works of their own."""
        statement = select(Ticket).where(Ticket.conversation_id == conversation_id, Ticket.state.not_in(FINAL))
        of_report = Ticket.kind == TicketKind.CITIZEN_REPORT
        statement = statement.where(of_report if is_report else ~of_report)
        return await self._session.scalar(statement.order_by(Ticket.created_at.desc(), Ticket.id).limit(1))

    async def find_asking_phone(self, conversation_id: uuid.UUID) -> Ticket | None:
        statement = select(Ticket).where(Ticket.conversation_id == conversation_id, Ticket.asks_phone, Ticket.state.not_in(FINAL))
        return await self._session.scalar(statement.order_by(Ticket.created_at.desc()).limit(1))

    async def list_of_conversation(self, conversation_id: uuid.UUID) -> Sequence[Ticket]:
        """Newest first."""
        statement = select(Ticket).where(Ticket.conversation_id == conversation_id).order_by(Ticket.created_at.desc(), Ticket.id)
        return (await self._session.scalars(statement)).all()

    async def lock_of_conversation(self, conversation_id: uuid.UUID) -> Sequence[Ticket]:
        """All of them, in one order for everybody; whoever locks the conversation as well has done so before."""
        statement = select(Ticket).where(Ticket.conversation_id == conversation_id).order_by(Ticket.id).with_for_update()
        return (await self._session.scalars(statement.execution_options(populate_existing=True))).all()

    async def list_running(self) -> Sequence[Ticket]:
        """Open ones whose clock runs and of which the last warning has not been given, the most urgent first."""
        statement = select(Ticket).where(Ticket.state.not_in(FINAL), Ticket.stopped_at.is_(None), Ticket.warned_percent < 100)
        return (await self._session.scalars(statement.order_by(Ticket.due_at))).all()

    async def list_resolved_before(self, moment: datetime) -> Sequence[uuid.UUID]:
        statement = select(Ticket.id).where(Ticket.state == TicketState.RESOLVED, Ticket.resolved_at <= moment)
        return (await self._session.scalars(statement.order_by(Ticket.resolved_at))).all()

    async def add_event(self, ticket: Ticket, values: dict[str, Any]) -> TicketEvent:
        """The next one of the locked ticket."""
        ticket.event_number += 1
        event = TicketEvent(ticket_id=ticket.id, number=ticket.event_number, **values)
        self._session.add(event)
        await self._session.flush()
        return event

    async def list_events(self, ticket_id: uuid.UUID) -> Sequence[TicketEvent]:
        statement = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id).order_by(TicketEvent.number)
        return (await self._session.scalars(statement)).all()

    async def list_events_of_kind(self, ticket_id: uuid.UUID, kind: EventKind) -> Sequence[TicketEvent]:
        statement = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id, TicketEvent.kind == kind)
        return (await self._session.scalars(statement.order_by(TicketEvent.number))).all()

    async def find_event_of_message(self, conversation_id: uuid.UUID, message_id: str) -> tuple[uuid.UUID, int] | None:
        """Ticket and number of the event that keeps this reply."""
        statement = (
            select(TicketEvent.ticket_id, TicketEvent.number)
            .join(Ticket, Ticket.id == TicketEvent.ticket_id)
            .where(Ticket.conversation_id == conversation_id, TicketEvent.kind == EventKind.REPLIED)
            .where(TicketEvent.details["message_id"].astext == message_id)
        )
        row = (await self._session.execute(statement)).first()
        return (row.ticket_id, row.number) if row is not None else None

    async def announce(self, ticket_id: uuid.UUID) -> None:
        await self._session.execute(text("SELECT pg_notify(:channel, :id)"), {"channel": CHANNEL, "id": str(ticket_id)})

    async def has_active_unit(self, unit_id: uuid.UUID) -> bool:
        return await self._session.scalar(select(Unit.id).where(Unit.id == unit_id, Unit.is_active)) is not None

    async def has_active_member(self, staff_id: uuid.UUID) -> bool:
        return await self._session.scalar(select(StaffMember.id).where(StaffMember.id == staff_id, StaffMember.is_active)) is not None

    async def names_of(self, staff_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
        rows = await self._session.execute(select(StaffMember.id, StaffMember.display_name).where(StaffMember.id.in_(staff_ids)))
        return {row.id: row.display_name for row in rows}

    async def ids_of_usernames(self, usernames: set[str]) -> list[uuid.UUID]:
        """Of those who can still sign in."""
        statement = select(StaffMember.id).where(StaffMember.username.in_(usernames), StaffMember.is_active)
        return list((await self._session.scalars(statement.order_by(StaffMember.username))).all())

    async def add_note(self, note: Note) -> None:
        self._session.add(note)
        await self._session.flush()
        await self._session.refresh(note)

    async def list_notes_of_conversation(self, conversation_id: uuid.UUID) -> Sequence[Note]:
        """Oldest first."""
        statement = select(Note).where(Note.conversation_id == conversation_id)
        return (await self._session.scalars(statement.order_by(Note.created_at, Note.id))).all()

    async def list_notes(self, ticket: Ticket) -> Sequence[Note]:
        """Those on the ticket, and those on its conversation that name no ticket; oldest first."""
        of_conversation = (Note.ticket_id.is_(None)) & (Note.conversation_id == ticket.conversation_id)
        statement = select(Note).where((Note.ticket_id == ticket.id) | of_conversation).order_by(Note.created_at, Note.id)
        return (await self._session.scalars(statement)).all()
