"""The lists that staff work from, at 09:00 of a Wednesday; an enquiry has eight working hours."""

from __future__ import annotations

import pytest

from tests.tickets.personas import at, hire
from tickets.actors import Actor
from tickets.models import TicketState

S = TicketState


@pytest.fixture
async def cases(operator, desk, clock, database):
    """By name: late (mine, past its deadline), stopped (mine, waits for the citizen), colleagues, fresh (nobody's), done."""
    boss, colleague = Actor.staff(operator.id), await hire(database, "mai")
    made = {}
    for name in ("late", "stopped", "done", "colleagues", "fresh"):
        clock.go_on(minutes=1)
        made[name] = await desk.open(subject=name)
    for name in ("late", "stopped", "done"):
        await desk.service.assign(made[name].id, boss, assignee_id=operator.id)
        await desk.service.move(made[name].id, S.IN_PROGRESS, boss)
    await desk.service.assign(made["colleagues"].id, boss, assignee_id=colleague)
    await desk.service.move(made["stopped"].id, S.AWAITING_CITIZEN, boss)
    await desk.service.move(made["done"].id, S.RESOLVED, boss)
    await desk.service.edit(made["colleagues"].id, boss, {"due_at": at("2026-11-30 10:00"), "priority": "urgent"}, "vì")
    await desk.service.edit(made["fresh"].id, boss, {"due_at": at("2026-11-27 10:00")}, "vì")
    clock.now = at("2026-11-26 10:00")
    return made


@pytest.fixture
def subjects(operator, cases):
    async def subjects(**criteria):
        answer = await operator.get("/tickets", params=criteria)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["tickets"])
        return [ticket["subject"] for ticket in answer.json()["tickets"]]

    return subjects


class TestViews:
    @pytest.mark.parametrize(
        ("view", "shown"),
        [
            ("mine", ["late", "stopped"]),
            ("unassigned", ["fresh"]),
            ("open", ["late", "stopped", "fresh", "colleagues"]),
            ("due", ["late"]),
            ("done", ["done"]),
            ("all", ["fresh", "colleagues", "done", "stopped", "late"]),
        ],
    )
    async def test_each_shows_its_own_and_open_ones_by_their_deadline(self, subjects, view, shown):
        assert await subjects(view=view) == shown

    async def test_without_one_all_are_shown(self, subjects):
        assert await subjects() == await subjects(view="all", sort="-created")

    async def test_one_that_was_warned_of_its_deadline_is_near_it(self, subjects, cases, database, desk):
        async with database.session() as session:
            (await session.merge(await desk.ticket(cases["fresh"].id))).warned_percent = 80
        assert await subjects(view="due") == ["late", "fresh"]

    async def test_filters_narrow_a_view(self, subjects):
        assert await subjects(view="open", q="LATE") == ["late"]
        assert await subjects(view="done", q="late") == []


class TestSorting:
    @pytest.mark.parametrize(
        ("sort", "shown"),
        [
            ("due", ["late", "stopped", "fresh", "colleagues", "done"]),
            ("-due", ["colleagues", "fresh", "stopped", "late", "done"]),
            ("created", ["late", "stopped", "done", "colleagues", "fresh"]),
            ("subject", ["colleagues", "done", "fresh", "late", "stopped"]),
            ("-subject", ["stopped", "late", "fresh", "done", "colleagues"]),
            ("state", ["fresh", "colleagues", "late", "stopped", "done"]),
        ],
    )
    async def test_by_a_column_either_way(self, subjects, sort, shown):
        assert await subjects(view="all", sort=sort) == shown

    async def test_nobodys_come_last_when_sorted_by_who_has_them(self, subjects):
        assert (await subjects(view="open", sort="assignee"))[-1] == "fresh"

    @pytest.mark.parametrize("sort", ["phone", "-", "due,created", "--due"])
    async def test_by_what_is_no_column_is_refused(self, operator, sort):
        assert (await operator.get("/tickets", params={"sort": sort})).status_code == 422


class TestCounts:
    async def test_are_those_of_the_lists(self, operator, cases, subjects):
        counts = (await operator.get("/ticket-counts")).json()
        assert {view: count["total"] for view, count in counts.items()} == {view: len(await subjects(view=view)) for view in counts}
        assert set(counts) == {"mine", "unassigned", "open", "due", "done", "all"}

    async def test_say_how_many_are_overdue(self, operator, cases):
        counts = (await operator.get("/ticket-counts")).json()
        assert {view: count["overdue"] for view, count in counts.items() if count["overdue"]} == {"mine": 1, "open": 1, "due": 1, "all": 1}
