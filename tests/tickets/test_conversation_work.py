from __future__ import annotations

import pytest

from core.errors import Conflict
from tests.tickets.personas import hire
from tickets.actors import Actor
from tickets.conversation_work import Finished
from tickets.models import TicketState


@pytest.fixture
def do(database, work):
    """Calls one method of the work in a transaction of its own."""

    async def call(method, *arguments):
        async with database.session() as session:
            return await getattr(work, method)(session, *arguments)

    return call


def finished(outcome="answered", **values):
    return Finished(**{"outcome": outcome, "sector": "", "procedure_code": "", "bot_should_have_known": False} | values)


class TestTakeUp:
    async def test_gives_the_ticket_to_the_owner_and_begins_it(self, do, desk, operator):
        ticket = await desk.open()
        await do("take_up", ticket.id, operator, operator.id)
        now = await desk.ticket(ticket.id)
        assert (now.assignee_id, now.state) == (operator.id, TicketState.IN_PROGRESS)

    async def test_of_one_begun_changes_the_person_only(self, do, desk, operator, database):
        ticket, other = await desk.open(), await hire(database, "hoa")
        await do("take_up", ticket.id, operator, operator.id)
        await do("take_up", ticket.id, operator, other)
        assert (await desk.ticket(ticket.id)).assignee_id == other
        assert await desk.kinds(ticket.id) == ["opened", "assigned", "moved", "assigned"]

    async def test_leaves_one_that_waits_for_the_citizen_waiting(self, do, desk, service, operator):
        ticket = await desk.open()
        await do("take_up", ticket.id, operator, operator.id)
        await service.move(ticket.id, TicketState.AWAITING_CITIZEN, operator)
        await do("take_up", ticket.id, operator, operator.id)
        assert (await desk.ticket(ticket.id)).state == TicketState.AWAITING_CITIZEN


class TestFinish:
    @pytest.mark.parametrize("begun", [False, True])
    async def test_resolves_with_what_was_found_out(self, do, desk, operator, begun):
        ticket = await desk.open()
        if begun:
            await do("take_up", ticket.id, operator, operator.id)
        await do("finish", ticket.id, operator, finished(sector="Đất đai", procedure_code="1.001193", bot_should_have_known=True))
        now = await desk.ticket(ticket.id)
        assert (now.state, now.outcome, now.sector) == (TicketState.RESOLVED, "answered", "Đất đai")
        assert (now.procedure_code, now.bot_should_have_known) == ("1.001193", True)

    async def test_keeps_what_it_is_told_nothing_new_about(self, do, desk, operator):
        ticket = await desk.open(sector="Hộ tịch")
        await do("finish", ticket.id, operator, finished())
        assert (await desk.ticket(ticket.id)).sector == "Hộ tịch"

    @pytest.mark.parametrize("state", [TicketState.RECEIVED, TicketState.IN_PROGRESS, TicketState.AWAITING_CITIZEN])
    async def test_spam_is_rejected_with_that_reason(self, do, desk, service, operator, state):
        ticket = await desk.open()
        for step in (TicketState.IN_PROGRESS, TicketState.AWAITING_CITIZEN):
            if (await desk.ticket(ticket.id)).state != state:
                await service.move(ticket.id, step, operator)
        await do("finish", ticket.id, operator, finished("spam"))
        last = (await desk.events(ticket.id))[-1]
        assert (last.to_state, last.reason) == (TicketState.REJECTED, "spam")

    async def test_of_one_that_has_ended_is_refused(self, do, desk, operator):
        ticket = await desk.open()
        await do("finish", ticket.id, operator, finished())
        with pytest.raises(Conflict):
            await do("finish", ticket.id, Actor.staff(operator.id), finished())


class TestAskPhone:
    async def test_the_next_number_is_the_answer(self, do, desk, chat):
        ticket = await desk.open(conversation_id=chat.id)
        assert await do("find_asking_phone", chat.id) is None
        await do("ask_phone", ticket)
        assert (await do("find_asking_phone", chat.id)).id == ticket.id

    async def test_whoever_gave_one_is_not_asked_again(self, do, desk, chat):
        ticket = await desk.open(conversation_id=chat.id, citizen_phone="0912345678")
        await do("ask_phone", ticket)
        assert await do("find_asking_phone", chat.id) is None

    async def test_a_ticket_that_has_ended_asks_no_more(self, do, desk, chat, operator):
        ticket = await desk.open(conversation_id=chat.id, asks_phone=True)
        await do("finish", ticket.id, operator, finished())
        assert await do("find_asking_phone", chat.id) is None
