from __future__ import annotations

import asyncio

import pytest

from tests.tickets.personas import at
from tickets.models import TicketState
from tickets.repository import TicketRepository

S = TicketState


@pytest.fixture
async def ticket(desk):
    """Due at 09:00 of Thursday; half of its time is used at 14:30, 80 % at 16:54 of Wednesday."""
    return await desk.open()


class TestWarnDue:
    @pytest.mark.parametrize(
        ("moment", "percents"),
        [("2026-11-25 14:29:59", []), ("2026-11-25 14:30", [50]), ("2026-11-25 16:54", [80]), ("2026-11-26 09:00", [100])],
    )
    async def test_warns_at_half_at_four_fifths_and_at_the_end(self, deadlines, ticket, moment, percents):
        assert [warning.percent for warning in await deadlines.warn_due(at(moment))] == percents

    async def test_each_threshold_once(self, deadlines, desk, ticket):
        heard = []
        for moment in ("14:00", "14:30", "14:30", "15:00", "16:54", "16:59", "23:00"):
            heard += await deadlines.warn_due(at(f"2026-11-25 {moment}"))
        heard += await deadlines.warn_due(at("2026-11-26 09:00"))
        heard += await deadlines.warn_due(at("2026-11-30 09:00"))
        assert [warning.percent for warning in heard] == [50, 80, 100]
        assert await desk.kinds(ticket.id) == ["opened", *["deadline_warned"] * 3]

    async def test_after_a_pause_every_threshold_has_its_event_and_people_hear_the_highest(self, deadlines, desk, ticket):
        warnings = await deadlines.warn_due(at("2026-11-27 09:00"))
        assert [(warning.ticket_id, warning.percent) for warning in warnings] == [(ticket.id, 100)]
        events = (await desk.events(ticket.id))[1:]
        assert [(event.actor_kind, event.details["percent"]) for event in events] == [("system", 50), ("system", 80), ("system", 100)]

    async def test_two_workers_share_the_round(self, deadlines, desk):
        for _ in range(10):
            await desk.open()
        rounds = await asyncio.gather(*(deadlines.warn_due(at("2026-11-25 15:00")) for _ in range(4)))
        warned = [warning.ticket_id for found in rounds for warning in found]
        assert len(warned) == len(set(warned)) == 10

    async def test_does_not_wait_for_who_holds_a_ticket(self, deadlines, database, desk, ticket):
        other = await desk.open()
        async with database.session() as session:
            await TicketRepository(session).find_locked(ticket.id)
            warnings = await asyncio.wait_for(deadlines.warn_due(at("2026-11-25 15:00")), 5)
        assert [warning.ticket_id for warning in warnings] == [other.id]
        assert [warning.ticket_id for warning in await deadlines.warn_due(at("2026-11-25 15:00"))] == [ticket.id]

    async def test_is_silent_while_the_citizen_is_awaited(self, deadlines, service, operator, ticket):
        await service.move(ticket.id, S.IN_PROGRESS, operator)
        await service.move(ticket.id, S.AWAITING_CITIZEN, operator)
        assert await deadlines.warn_due(at("2026-12-01 09:00")) == []

    @pytest.mark.parametrize("end", [S.RESOLVED, S.REJECTED])
    async def test_is_silent_after_the_end(self, deadlines, service, operator, ticket, end):
        await service.move(ticket.id, S.IN_PROGRESS, operator)
        await service.move(ticket.id, end, operator, reason="vì")
        assert await deadlines.warn_due(at("2026-12-01 09:00")) == []

    async def test_warns_again_when_the_deadline_was_moved(self, deadlines, service, operator, ticket, clock):
        clock.now = at("2026-11-25 15:00")
        await deadlines.warn_due(clock.now)
        await service.edit(ticket.id, operator, {"due_at": at("2026-12-03 09:00")}, "Chờ Sở")
        assert await deadlines.warn_due(clock.now) == []
        assert [warning.percent for warning in await deadlines.warn_due(at("2026-12-01 09:00"))] == [50]


class TestCloseResolved:
    async def test_after_the_days_and_not_before(self, deadlines, desk, service, operator, ticket):
        await service.move(ticket.id, S.IN_PROGRESS, operator)
        await service.move(ticket.id, S.RESOLVED, operator)
        assert await deadlines.close_resolved(at("2026-12-02 08:59")) == []
        assert await deadlines.close_resolved(at("2026-12-02 09:00")) == [ticket.id]
        assert await deadlines.close_resolved(at("2026-12-02 09:00")) == []
        kept, event = await desk.ticket(ticket.id), (await desk.events(ticket.id))[-1]
        assert (kept.state, kept.closed_at) == ("closed", at("2026-12-02 09:00"))
        assert (event.from_state, event.to_state, event.actor_kind) == ("resolved", "closed", "system")

    async def test_leaves_what_is_open(self, deadlines, desk, ticket):
        await deadlines.close_resolved(at("2027-12-02 09:00"))
        assert (await desk.ticket(ticket.id)).state == "received"
