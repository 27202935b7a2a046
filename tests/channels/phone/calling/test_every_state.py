"""Whatever a call is doing: hung up, it leaves a right row and nobody waiting; a person asked for, one is sent for."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select

from channels.phone.calling.states import STATES, State
from conversations.models import Owner
from tests.channels.phone.calling.office import Office
from tests.channels.phone.calling.stage import Line
from tickets.models import Ticket

QUESTION = "làm giấy khai sinh cần giấy tờ gì"


@pytest.fixture
def office(database):
    return Office(database)


class Scenes:
    """How a call comes to each state."""

    def __init__(self, hotline, office):
        self._hotline = hotline
        self._office = office

    @asynccontextmanager
    async def call_in(self, state: State):
        async with self._hotline.call() as caller:
            await caller.hears("xin nghe")
            await getattr(self, f"_{state}")(caller)
            assert caller.state == state
            yield caller

    async def _greeting(self, caller):
        await caller.is_silent(200)

    async def _listening(self, caller):
        await caller.listens()

    async def _thinking(self, caller):
        await caller.listens()
        self._hotline.bot.go_away()
        await caller.says(QUESTION)

    async def _speaking(self, caller):
        await caller.listens()
        await caller.says(QUESTION)
        await caller.hears("Trả lời")

    async def _checking(self, caller):
        await caller.listens()
        await caller.says(QUESTION, confidence=0.2)

    async def _number(self, caller):
        await caller.listens()
        await caller.says("gặp tổng đài viên")
        await caller.hears("đuôi 678")

    async def _queued(self, caller):
        await self._office.open()
        await caller.listens()
        await caller.says("gặp tổng đài viên")
        await caller.hears("Bạn là người tiếp theo")

    async def _with_operator(self, caller):
        await self._queued(caller)
        await self._office.claims((await self._hotline.row()).conversation_id)
        await caller.hears("đã nhận cuộc gọi")

    async def _joined(self, caller):
        await self._with_operator(caller)
        call_id = (await self._hotline.row()).id
        self._hotline.aside(self._hotline.calls.join(call_id, Line()))
        await caller.is_in("joined")

    async def _leaving(self, caller):
        await caller.listens()
        await caller.says("tạm biệt", then_silent_ms=700)


@pytest.fixture
def scenes(hotline, office):
    return Scenes(hotline, office)


LIVE = [state for state in State if state is not State.ENDED]


async def tickets(database):
    async with database.session() as session:
        return list((await session.scalars(select(Ticket))).all())


def test_the_table_holds_every_state():
    assert STATES.keys() == set(State)
    assert all(State.ENDED in manner.next for state, manner in STATES.items() if state is not State.ENDED)


@pytest.mark.parametrize("state", LIVE)
async def test_hung_up(scenes, hotline, database, state):
    async with scenes.call_in(state) as caller:
        await caller.hangs_up()
    row, conversation = await hotline.row(), await hotline.conversation()
    assert row.ended_at is not None
    assert row.ending == "caller"
    assert len(hotline.calls) == 0
    expected = Owner.OPERATOR if state in (State.WITH_OPERATOR, State.JOINED) else Owner.BOT
    assert conversation.owner == expected
    if state in (State.QUEUED, State.NUMBER):
        [ticket] = await tickets(database)
        assert (ticket.kind, ticket.citizen_phone, ticket.asks_phone) == ("callback", "0912345678", False)
    if state in (State.QUEUED, State.NUMBER, State.WITH_OPERATOR, State.JOINED):
        assert (await hotline.thread())[-1].text == "Người gọi đã gác máy."


@pytest.mark.parametrize("state", LIVE)
@pytest.mark.parametrize("by", ["voice", "key"])
async def test_a_person_is_asked_for(scenes, hotline, office, database, state, by):
    await office.open()
    if state is State.NUMBER:
        await office.close()
    async with scenes.call_in(state) as caller:
        said_before = len(caller.lines)
        if by == "voice":
            await caller.says("cho tôi gặp tổng đài viên")
        else:
            await caller.presses("0")
            if state is State.NUMBER:
                # There it may begin another number.
                await caller.is_silent(4200)
        match state:
            case State.QUEUED:
                await caller.until(lambda: any("Xin giữ máy" in line for line in caller.lines[said_before:]))
            case State.WITH_OPERATOR:
                await caller.hears("Tổng đài viên đang giữ cuộc gọi")
            case State.JOINED:
                await caller.is_silent(100)
                assert caller.lines[said_before:] == []
            case State.NUMBER:
                await caller.until(lambda: any("đã có phiếu" in line or "đuôi" in line for line in caller.lines[said_before:]))
            case _:
                await caller.hears("Bạn là người tiếp theo")
                assert caller.state == "queued"
    assert len(await tickets(database)) <= 1
