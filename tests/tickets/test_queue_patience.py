from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from conversations.models import Owner
from conversations.ownership import By, Change, Move
from staff.duty import SILENT_FOR, heartbeat
from tests.tickets.chatting import Chat
from tickets.models import TicketState
from tickets.queue_patience import Patience, QueuePatience
from tickets.tracking_codes import shown

PATIENCE = Patience(told_after=timedelta(minutes=10), given_up_after=timedelta(minutes=2), silent_for=SILENT_FOR)
_SAID_NOW = "UPDATE messages SET created_at = :now, handled_at = :now WHERE handled_at IS NULL"


@pytest.fixture
def watch(database, service, work, handover_words, clock):
    return QueuePatience(database, service, work, handover_words, PATIENCE, clock=clock)


@pytest.fixture
def waits(database, clock, desk):
    """Citizens with a ticket who stand in the queue from now on."""

    async def begin():
        chat = await Chat.begin(database, clock)
        ticket = await desk.open(conversation_id=chat.id)
        await chat.waits_in_queue()
        return chat, ticket

    return begin


@pytest.fixture
def pass_by(database, clock, watch):
    """Time goes by while whoever is on duty stays; what was said is stored at the tests' time."""

    async def pass_by(*here, **by):
        clock.go_on(**by)
        async with database.session() as session:
            for staff_id in here:
                await heartbeat(session, staff_id, clock=clock)
        return await watch.look()

    return pass_by


async def topics(chat):
    return [message.details["topic"] for message in await chat.thread()]


class TestLookWithSomebodyOnDuty:
    @pytest.fixture
    async def lan(self, on_duty):
        return await on_duty("lan")

    async def test_says_nothing_before_its_time(self, waits, pass_by, lan):
        chat, _ = await waits()
        assert await pass_by(lan, minutes=10) == 0
        assert await topics(chat) == []

    async def test_tells_who_waits_long_that_a_number_may_be_left(self, waits, pass_by, lan, desk):
        chat, ticket = await waits()
        assert await pass_by(lan, minutes=11) == 1
        [said] = await chat.thread()
        assert said.text.startswith("Xin lỗi đã để bạn chờ lâu.")
        assert shown(ticket.tracking_code) in said.text
        assert [option["label"] for option in said.options] == ["Hỏi máy tiếp"]
        assert (await desk.ticket(ticket.id)).asks_phone
        assert (await chat.state()).owner == Owner.QUEUE

    async def test_tells_it_once_for_each_time_in_the_queue(self, waits, pass_by, lan, clock):
        chat, _ = await waits()
        assert [await pass_by(lan, minutes=minutes) for minutes in (11, 1, 30)] == [1, 0, 0]
        clock.go_on(seconds=1)
        await chat.is_taken_up_by(lan)
        await chat.move(Change(Move.RELEASE, By(lan)))
        assert [await pass_by(lan, minutes=minutes) for minutes in (11, 1)] == [1, 0]
        assert await topics(chat) == ["still_waiting"] * 2

    async def test_tells_more_than_fifty_round_after_round(self, waits, pass_by, lan):
        for _ in range(52):
            await waits()
        assert [await pass_by(lan, minutes=minutes) for minutes in (11, 1, 1)] == [50, 2, 0]

    async def test_whoever_has_given_a_number_is_not_asked_for_another(self, waits, pass_by, lan, desk, service, database):
        _, ticket = await waits()
        async with database.session() as session:
            await service.set_phone(session, ticket, "0912345678")
        await pass_by(lan, minutes=11)
        assert not (await desk.ticket(ticket.id)).asks_phone

    async def test_whoever_is_taken_up_is_left_alone(self, waits, pass_by, lan):
        chat, _ = await waits()
        await chat.is_taken_up_by(lan)
        assert await pass_by(lan, hours=1) == 0


class TestLookWithNobodyOnDuty:
    async def test_the_bot_owns_again_the_ticket_stays_and_a_number_is_asked_for(self, waits, pass_by, desk):
        chat, ticket = await waits()
        assert await pass_by(minutes=3) == 1
        assert (await chat.state()).owner == Owner.BOT
        assert [(change.move, change.reason) for change in await chat.owners()][-1] == ("hand_back", "nobody_on_duty")
        now = await desk.ticket(ticket.id)
        assert (now.state, now.asks_phone) == (TicketState.RECEIVED, True)
        [said] = await chat.thread()
        assert said.text.startswith("Xin lỗi, hiện không còn tổng đài viên nào trực.")
        assert said.options == []

    async def test_waits_two_minutes_for_somebody_to_come(self, waits, pass_by):
        chat, _ = await waits()
        assert await pass_by(minutes=2) == 0
        assert (await chat.state()).owner == Owner.QUEUE

    async def test_gives_up_once(self, waits, pass_by):
        chat, _ = await waits()
        assert [await pass_by(minutes=3), await pass_by(minutes=3)] == [1, 0]
        assert await topics(chat) == ["queue_given_up"]

    async def test_two_workers_at_once_give_up_once(self, waits, watch, clock):
        chat, _ = await waits()
        clock.go_on(minutes=3)
        assert sum(await asyncio.gather(*(watch.look() for _ in range(6)))) == 1
        assert await topics(chat) == ["queue_given_up"]
