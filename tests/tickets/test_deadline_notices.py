from __future__ import annotations

import pytest

from staff.models import Role
from tests.desk.personas import add_member
from tests.tickets.noticing import heard_by
from tests.tickets.personas import at
from tickets.actors import Actor

HALF, FOUR_FIFTHS, OVER = at("2026-11-25 14:30"), at("2026-11-25 16:54"), at("2026-11-26 09:00")


@pytest.fixture
async def lan(database):
    return await add_member(database, "lan", Role.OPERATOR)


@pytest.fixture
async def supervisor(database):
    return await add_member(database, "mai", Role.SUPERVISOR)


@pytest.fixture
async def ticket(desk):
    """Due at 09:00 of Thursday; half of its time is used at 14:30 of Wednesday."""
    return await desk.open()


class TestNoticeDeadline:
    async def test_one_that_comes_near_is_kept_for_whoever_has_the_ticket(self, deadlines, service, database, ticket, lan, supervisor):
        await service.assign(ticket.id, Actor.staff(lan.id), assignee_id=lan.id)
        await deadlines.warn_due(HALF)
        [kept] = await heard_by(database, lan)
        assert (kept.kind, kept.details["percent"], kept.ticket_id, kept.read_at) == ("deadline", 50, ticket.id, None)
        assert await heard_by(database, supervisor) == []

    async def test_one_that_nobody_has_is_the_supervisors(self, deadlines, database, ticket, lan, supervisor):
        await deadlines.warn_due(FOUR_FIFTHS)
        assert [kept.kind for kept in await heard_by(database, supervisor)] == ["deadline"]
        assert await heard_by(database, lan) == []

    async def test_one_that_is_missed_is_both_theirs(self, deadlines, service, database, ticket, lan, supervisor):
        await service.assign(ticket.id, Actor.staff(lan.id), assignee_id=lan.id)
        await deadlines.warn_due(OVER)
        assert [kept.kind for member in (lan, supervisor) for kept in await heard_by(database, member)] == ["breach", "breach"]

    async def test_supervisor_who_has_the_ticket_is_told_once(self, deadlines, service, database, ticket, supervisor):
        await service.assign(ticket.id, Actor.staff(supervisor.id), assignee_id=supervisor.id)
        await deadlines.warn_due(OVER)
        assert len(await heard_by(database, supervisor)) == 1

    async def test_each_threshold_is_told_once_however_often_the_round_is_made(self, deadlines, database, ticket, supervisor):
        for moment in (HALF, HALF, FOUR_FIFTHS, OVER, OVER):
            await deadlines.warn_due(moment)
        assert [kept.details["percent"] for kept in await heard_by(database, supervisor)] == [100, 80, 50]

    async def test_who_answers_nobody_has_no_desk_to_be_told_at(self, deadlines, database, ticket):
        admin = await add_member(database, "sep", Role.ADMIN)
        await deadlines.warn_due(OVER)
        assert await heard_by(database, admin) == []
