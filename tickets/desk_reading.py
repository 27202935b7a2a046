"""What the desk shows of tickets: lists, one with its whole story, all for a table."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import NotFound
from core.words import Words
from tickets.filters import TicketFilter
from tickets.models import Note, TicketEvent, Unit
from tickets.reading import EventView, NoteView, TicketFile, TicketPage, TicketView, view_of
from tickets.repository import TicketRepository
from tickets.search_repository import TicketSearchRepository, ViewCount
from tickets.time_allowed import TimeAllowed
from tickets.undelivered_replies import numbers_undelivered
from tickets.unit_repository import UnitRepository
from tickets.views import View, Viewer

PAGE_SIZE = 50


class TicketReader:
    def __init__(self, database: Database, time_allowed: TimeAllowed, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._time_allowed = time_allowed
        self._words = words
        self._clock = clock

    async def list_page(self, wanted: TicketFilter, page: int = 1) -> TicketPage:
        """`page` counts from 1."""
        async with self._database.session() as session:
            repository = TicketSearchRepository(session)
            rows = await repository.list_rows(wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
            total = await repository.count(wanted)
        now = self._clock()
        return TicketPage([view_of(row, self._time_allowed, now) for row in rows], total, page, PAGE_SIZE)

    async def list_all(self, session: AsyncSession, wanted: TicketFilter) -> AsyncIterator[TicketView]:
        """In the order wanted, read part by part: however many there are."""
        now = self._clock()
        async for row in TicketSearchRepository(session).stream_rows(wanted):
            yield view_of(row, self._time_allowed, now)

    async def count_views(self, viewer: Viewer) -> Mapping[View, ViewCount]:
        async with self._database.session() as session:
            return await TicketSearchRepository(session).count_views(viewer)

    async def list_views(self, session: AsyncSession, wanted: TicketFilter, limit: int = PAGE_SIZE) -> Sequence[TicketView]:
        """For other pages of the desk, in their transaction."""
        rows = await TicketSearchRepository(session).list_rows(wanted, limit=limit)
        now = self._clock()
        return [view_of(row, self._time_allowed, now) for row in rows]

    async def view(self, ticket_id: uuid.UUID) -> TicketView:
        """Raises NotFound."""
        async with self._database.session() as session:
            return await self._view(session, ticket_id)

    async def read(self, ticket_id: uuid.UUID) -> TicketFile:
        """Raises NotFound."""
        async with self._database.session() as session:
            repository = TicketRepository(session)
            view = await self._view(session, ticket_id)
            events, notes = await repository.list_events(ticket_id), await repository.list_notes(view.ticket)
            people = {event.actor_id for event in events if event.actor_id} | {note.author_id for note in notes}
            names = await repository.names_of(people)
        undelivered = numbers_undelivered(events)
        return TicketFile(view, [_event(event, names, undelivered) for event in events], [_note(note, names) for note in notes])

    async def list_units(self) -> Sequence[Unit]:
        async with self._database.session() as session:
            return await UnitRepository(session).list_active()

    async def _view(self, session: AsyncSession, ticket_id: uuid.UUID) -> TicketView:
        row = await TicketSearchRepository(session).find_row(ticket_id)
        if row is None:
            raise NotFound("no_ticket", self._words.say("no_ticket"))
        return view_of(row, self._time_allowed, self._clock())


def _event(event: TicketEvent, names: dict[uuid.UUID, str], undelivered: set[int]) -> EventView:
    return EventView(
        number=event.number,
        at=event.at,
        kind=event.kind,
        from_state=event.from_state,
        to_state=event.to_state,
        actor_kind=event.actor_kind,
        actor_name=names.get(event.actor_id, "") if event.actor_id else "",
        reason=event.reason,
        details=event.details,
        public_text=event.public_text,
        is_undelivered=event.number in undelivered,
    )


def _note(note: Note, names: dict[uuid.UUID, str]) -> NoteView:
    return NoteView(note.id, names.get(note.author_id, ""), note.text, note.created_at)
