"""Eight people at once on a few tickets: no event is lost, none comes between, and the ticket is where its last event says."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise

import pytest

from core.db import Database
from core.errors import Conflict, InputError, NotAllowed
from tests.tickets.personas import Desk
from tickets.actors import CITIZEN, SYSTEM
from tickets.models import TicketState
from tickets.service import TicketService
from tickets.states import MOVES

_ACTORS = 8
_STEPS = 25


class Busy:
    """Somebody who does whatever comes to mind, and counts what came of it."""

    def __init__(self, service, database, staff, tickets, seed):
        self._service, self._database, self._staff, self._tickets = service, database, staff, tickets
        self._dice = random.Random(seed)
        self.done = 0

    async def work(self):
        for _ in range(_STEPS):
            ticket = self._dice.choice(self._tickets)
            try:
                self.done += await self._dice.choice((self._move, self._move, self._move, self._reply, self._edit))(ticket)
            except (Conflict, NotAllowed, InputError):
                continue

    async def _move(self, ticket):
        actor = self._dice.choice((self._staff, self._staff, self._staff, CITIZEN, SYSTEM))
        await self._service.move(ticket.id, self._dice.choice(list(TicketState)), actor, reason=self._dice.choice(("", "vì")))
        return 1

    async def _reply(self, ticket):
        async with self._database.session() as session:
            await self._service.record_reply(session, ticket.id, self._staff, "Chào bác")
        return 1

    async def _edit(self, ticket):
        """Each value once, so that it is always a change."""
        await self._service.edit(ticket.id, self._staff, {"sector": f"{self._dice.random()}"})
        return 1


@pytest.fixture
async def wide_database(database_url):
    opened = Database(database_url, pool_size=_ACTORS)
    yield opened
    await opened.close()


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_is_lost_and_nothing_comes_between(wide_database, time_allowed, words, clock, operator, seed):
    service = TicketService(wide_database, time_allowed, words, clock=clock)
    desk = Desk(service, wide_database)
    tickets = [await desk.open() for _ in range(3)]
    people = [Busy(service, wide_database, operator, tickets, seed * _ACTORS + number) for number in range(_ACTORS)]
    await asyncio.gather(*(person.work() for person in people))
    kept = moved = 0
    for opened in tickets:
        ticket, events = await desk.ticket(opened.id), await desk.events(opened.id)
        kept += len(events) - 1
        assert [event.number for event in events] == list(range(1, ticket.event_number + 1))
        assert all(later.from_state == earlier.to_state for earlier, later in pairwise(events))
        states = [TicketState(event.to_state or "") for event in events]
        moves = [(start, to) for start, to in pairwise(states) if start != to]
        assert [(start, to) for start, to in moves if to not in MOVES[start]] == []
        assert ticket.state == events[-1].to_state
        moved += len(moves)
    assert kept == sum(person.done for person in people)
    assert moved > _ACTORS
