from __future__ import annotations

import asyncio

import pytest

from conversations.repository import ConversationRepository
from staff.duty import SILENT_FOR, set_duty
from staff.models import DutyState, Role
from tests.desk.personas import add_member
from tests.tickets.chatting import Chat
from tests.tickets.noticing import heard_by
from tickets.actors import Actor
from tickets.models import TicketState
from tickets.tracking_codes import shown

S = TicketState


@pytest.fixture
def hire(database, clock):
    """A member who is on duty, rests, or (without a state) is not there."""

    async def hire(username, state=None, *roles, **values):
        member = await add_member(database, username, *(roles or (Role.OPERATOR,)), **values)
        if state is not None:
            async with database.session() as session:
                await set_duty(session, member.id, state, clock=clock)
        return member

    return hire


@pytest.fixture
async def lan(hire):
    return await hire("lan", DutyState.ON_DUTY)


@pytest.fixture
async def hoa(hire):
    return await hire("hoa", DutyState.ON_DUTY)


@pytest.fixture
def heard(database):
    async def heard(*members):
        return [[kept.kind for kept in await heard_by(database, member)] for member in members]

    return heard


@pytest.fixture
async def ticket(desk, service, lan):
    """Lan has worked on it and resolved it."""
    opened, by = await desk.open(), Actor.staff(lan.id)
    await service.assign(opened.id, by, assignee_id=lan.id)
    await service.move(opened.id, S.IN_PROGRESS, by)
    return await service.move(opened.id, S.RESOLVED, by)


class TestReopened:
    async def test_rings_for_the_assignee_who_is_there_and_nobody_else(self, service, database, ticket, lan, hoa, heard):
        await service.reopen_by_citizen(ticket.tracking_code, "Xã không nhận, gọi tôi 0912345678")
        [kept] = await heard_by(database, lan)
        assert (kept.kind, kept.ticket_id, kept.conversation_id) == ("reopened", ticket.id, None)
        said = "Xã không nhận, gọi tôi [số điện thoại]"
        assert kept.details == {"code": shown(ticket.tracking_code), "said": said, "is_answer": False}
        assert await heard(hoa) == [[]]

    async def test_assignee_who_rests_at_the_desk_is_there(self, service, database, ticket, lan, hoa, heard, clock):
        async with database.session() as session:
            await set_duty(session, lan.id, DutyState.AWAY, clock=clock)
        await service.reopen_by_citizen(ticket.tracking_code, "Chưa xong")
        assert await heard(lan, hoa) == [["reopened"], []]

    async def test_assignee_who_is_not_there_finds_it_and_those_on_duty_hear_it(self, service, database, ticket, lan, hoa, heard, clock):
        clock.go_on(seconds=SILENT_FOR.total_seconds())
        async with database.session() as session:
            await set_duty(session, hoa.id, DutyState.ON_DUTY, clock=clock)
        await service.reopen_by_citizen(ticket.tracking_code, "Chưa xong")
        assert await heard(lan, hoa) == [["reopened"], ["reopened"]]

    async def test_without_an_assignee_those_on_duty_hear_it_and_not_those_who_rest(self, service, desk, operator, lan, hoa, hire, heard):
        resting, opened = await hire("tam", DutyState.AWAY), await desk.open()
        await service.move(opened.id, S.IN_PROGRESS, operator)
        await service.move(opened.id, S.RESOLVED, operator)
        await service.reopen_by_citizen(opened.tracking_code, "Chưa xong")
        assert await heard(lan, hoa, resting) == [["reopened"], ["reopened"], []]

    async def test_with_nobody_there_the_supervisors_find_it(self, service, desk, operator, hire, heard):
        mai, editor = await hire("mai", None, Role.SUPERVISOR), await hire("bien.soan", None, Role.EDITOR)
        opened = await desk.open()
        await service.move(opened.id, S.IN_PROGRESS, operator)
        await service.move(opened.id, S.RESOLVED, operator)
        await service.reopen_by_citizen(opened.tracking_code, "Chưa xong")
        assert await heard(mai, editor) == [["reopened"], []]

    async def test_does_not_wait_for_who_holds_the_conversation(self, service, desk, database, operator, lan, clock):
        chat = await Chat.begin(database, clock)
        opened = await desk.open(conversation_id=chat.id)
        await service.move(opened.id, S.IN_PROGRESS, operator)
        await service.move(opened.id, S.RESOLVED, operator)
        async with database.session() as session:
            await ConversationRepository(session).get_locked(chat.id)
            await asyncio.wait_for(service.reopen_by_citizen(opened.tracking_code, "Chưa xong"), 5)
        assert len(await heard_by(database, lan)) == 1

    async def test_colleague_who_reopens_it_rings_for_nobody(self, service, ticket, lan, hoa, heard):
        await service.move(ticket.id, S.REOPENED, Actor.staff(hoa.id), reason="Còn thiếu")
        assert await heard(lan, hoa) == [[], []]


class TestAnswered:
    async def test_rings_for_the_assignee(self, service, desk, database, lan):
        opened = await desk.open()
        await service.assign(opened.id, Actor.staff(lan.id), assignee_id=lan.id)
        async with database.session() as session:
            await service.record_from_citizen(session, opened.id, "Ở ấp 3")
        [kept] = await heard_by(database, lan)
        assert (kept.kind, kept.details["said"], kept.details["is_answer"]) == ("reopened", "Ở ấp 3", True)

    async def test_what_is_added_to_a_ticket_nobody_has_begun_rings_for_nobody(self, service, desk, database, lan, heard):
        opened = await desk.open()
        async with database.session() as session:
            await service.record_from_citizen(session, opened.id, "Ở ấp 3")
        assert await heard(lan) == [[]]

    async def test_rating_rings_for_nobody(self, service, ticket, lan, heard):
        await service.rate(ticket.tracking_code, 2, "Chậm")
        assert await heard(lan) == [[]]

    async def test_what_is_undone_was_not_told(self, service, desk, database, lan, heard):
        opened = await desk.open()
        await service.assign(opened.id, Actor.staff(lan.id), assignee_id=lan.id)
        async with database.session() as session:
            await service.record_from_citizen(session, opened.id, "Ở ấp 3")
            await session.rollback()
        assert await heard(lan) == [[]]
