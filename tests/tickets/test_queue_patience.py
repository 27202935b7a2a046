from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from conversations.models import Owner
from conversations.ownership import By, Change, Move
from staff.duty import SILENT_FOR, heartbeat
from tests.conversations.personas import jobs
from tests.tickets.chatting import Chat
from tickets.models import TicketKind, TicketState
from tickets.queue_patience import Patience, QueuePatience
from tickets.silence import Silence
from tickets.tracking_codes import shown

PATIENCE = Patience(told_after=timedelta(minutes=10), given_up_after=timedelta(minutes=2))
_SAID_NOW = "UPDATE messages SET created_at = :now, handled_at = :now WHERE handled_at IS NULL"


@pytest.fixture
def watch(database, telling, clock):
    return QueuePatience(database, telling, Silence(SILENT_FOR), PATIENCE, clock=clock)


@pytest.fixture
def waits(database, clock, desk):
    """Citizens with a ticket who stand in the queue from now on."""

    async def begin(**values):
        chat = await Chat.begin(database, clock, **values)
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

    async def test_a_number_given_before_is_the_one_that_will_be_called(self, waits, pass_by, lan, service, database):
        chat, ticket = await waits()
        async with database.session() as session:
            await service.set_phone(session, ticket, "0912345678")
        await pass_by(lan, minutes=11)
        [said] = await chat.thread()
        assert "sẽ gọi số 0912345678" in said.text
        assert "để lại số" not in said.text

    async def test_the_place_is_part_of_it(self, waits, pass_by, lan, clock):
        await waits()
        clock.go_on(seconds=1)
        second, _ = await waits()
        await pass_by(lan, minutes=11)
        [said] = await second.thread()
        assert "Bạn là người thứ 2, khoảng 10 phút." in said.text

    async def test_whoever_is_taken_up_is_left_alone(self, waits, pass_by, lan):
        chat, _ = await waits()
        await chat.is_taken_up_by(lan)
        assert await pass_by(lan, hours=1) == 0


class TestLookWhereNoPageShowsThePlace:
    @pytest.fixture
    async def lan(self, on_duty):
        return await on_duty("lan")

    @pytest.fixture
    async def in_zalo(self, waits, clock):
        chat, _ = await waits(channel="zalo", reply_free_until=clock.now + timedelta(hours=48))
        return chat

    async def test_the_place_is_told_now_and_then_and_not_more_than_a_few_times(self, in_zalo, pass_by, lan):
        for minute in range(1, 91):
            await pass_by(lan, minutes=1)
            told = await topics(in_zalo)
            if minute in (3, 4, 11, 21, 41, 90):
                assert len(told) == {3: 0, 4: 1, 11: 2, 21: 3, 41: 4, 90: 4}[minute]
        assert told == ["queue_place", "still_waiting", "queue_place", "queue_place"]

    async def test_says_place_and_code_and_offers_the_bot(self, in_zalo, pass_by, lan):
        await pass_by(lan, minutes=4)
        [said] = await in_zalo.thread()
        assert said.text.startswith("Đang chờ tổng đài viên. Bạn là người tiếp theo, khoảng 5 phút.")
        assert [option["value"] for option in said.options] == ["Hỏi máy tiếp"]

    async def test_the_page_shows_the_place_itself(self, waits, pass_by, lan):
        chat, _ = await waits()
        await pass_by(lan, minutes=4)
        assert await topics(chat) == []

    @pytest.mark.parametrize("state", [{"reply_free_until": timedelta(minutes=3)}, {"unreachable": "-213"}])
    async def test_nothing_is_told_that_would_cost_or_not_get_there(self, waits, pass_by, lan, clock, state):
        values = {name: clock.now + value if isinstance(value, timedelta) else value for name, value in state.items()}
        chat, _ = await waits(channel="zalo", **values)
        await pass_by(lan, minutes=4)
        await pass_by(lan, minutes=10)
        assert await topics(chat) == []

    async def test_whoever_was_just_told_something_is_left_in_peace(self, in_zalo, pass_by, lan, clock):
        clock.go_on(minutes=2)
        await in_zalo.program_says("Đã ghi số điện thoại.", topic="phone_kept")
        await pass_by(lan, minutes=2)
        assert await topics(in_zalo) == ["phone_kept"]

    async def test_a_worker_that_was_away_tells_it_once(self, in_zalo, pass_by, lan):
        assert [await pass_by(lan, minutes=60), await pass_by(lan, seconds=2), await pass_by(lan, seconds=2)] == [1, 0, 0]


class TestLookWithNobodyOnDuty:
    async def test_the_bot_owns_again_the_ticket_stays_and_a_number_is_asked_for(self, waits, pass_by, desk):
        chat, ticket = await waits()
        assert await pass_by(minutes=3) == 1
        assert (await chat.state()).owner == Owner.BOT
        assert [(change.move, change.reason) for change in await chat.owners()][-1] == ("hand_back", "nobody_on_duty")
        now = await desk.ticket(ticket.id)
        assert (now.state, now.kind, now.asks_phone) == (TicketState.RECEIVED, TicketKind.CALLBACK, True)
        [said] = await chat.thread()
        assert said.text.startswith("Xin lỗi, hiện không còn tổng đài viên nào trực.")
        assert said.options == []

    async def test_waits_two_minutes_for_somebody_to_come(self, waits, pass_by):
        chat, _ = await waits()
        assert await pass_by(minutes=2) == 0
        assert (await chat.state()).owner == Owner.QUEUE

    async def test_what_was_asked_while_waiting_goes_to_the_bot(self, waits, pass_by, database):
        chat, _ = await waits()
        asked = await chat.citizen_says("đổi thẻ căn cước ở đâu")
        await chat.citizen_says("alo")
        await pass_by(minutes=3)
        assert [job["message_id"] for job in await jobs(database)] == [str(asked.id)]

    async def test_without_a_ticket_it_is_said_all_the_same(self, pass_by, database, clock):
        chat = await Chat.begin(database, clock)
        await chat.waits_in_queue()
        await pass_by(minutes=3)
        [said] = await chat.thread()
        assert said.text == "Xin lỗi, hiện không còn tổng đài viên nào trực. Máy lại trả lời bạn, bạn cứ hỏi."

    async def test_a_number_given_before_is_the_one_that_will_be_called(self, waits, pass_by, service, database):
        chat, ticket = await waits()
        async with database.session() as session:
            await service.set_phone(session, ticket, "0912345678")
        await pass_by(minutes=3)
        [said] = await chat.thread()
        assert "sẽ gọi số 0912345678" in said.text
        assert "cho xin số" not in said.text

    async def test_gives_up_once(self, waits, pass_by):
        chat, _ = await waits()
        assert [await pass_by(minutes=3), await pass_by(minutes=3)] == [1, 0]
        assert await topics(chat) == ["queue_given_up"]

    async def test_two_workers_at_once_give_up_once(self, waits, watch, clock):
        chat, _ = await waits()
        clock.go_on(minutes=3)
        assert sum(await asyncio.gather(*(watch.look() for _ in range(6)))) == 1
        assert await topics(chat) == ["queue_given_up"]
