from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from conversations.models import Owner
from conversations.repository import ConversationRepository
from staff.duty import SILENT_FOR, go_off, heartbeat, set_duty
from staff.models import DutyState
from tests.tickets.chatting import Chat
from tests.tickets.personas import hire
from tickets.actors import Actor
from tickets.conversation_work import ConversationWork
from tickets.lost_operators import LostOperators, OperatorLimits
from tickets.models import TicketState
from tickets.silence import Silence

LIMITS = OperatorLimits(rest_within=SILENT_FOR, answer_within=timedelta(minutes=10))


@pytest.fixture
def new_watch(database, service, telling, clock):
    """As every worker has one of its own."""

    def new_watch(**silence):
        return LostOperators(database, service, telling, Silence(SILENT_FOR, **silence), LIMITS, clock=clock)

    return new_watch


@pytest.fixture
def watch(new_watch):
    return new_watch()


@pytest.fixture
async def lan(on_duty):
    return await on_duty("lan")


@pytest.fixture
async def held(chat, lan):
    """A citizen waits for Lan's words."""
    await chat.waits_in_queue()
    await chat.is_taken_up_by(lan)
    return chat


class TestRequeue:
    async def test_a_silent_operator_loses_the_conversation_where_a_citizen_waits(self, watch, held, clock):
        clock.go_on(seconds=90)
        assert list(await watch.requeue()) == [held.id]
        now = await held.state()
        assert (now.owner, now.owner_id, now.times_queued, now.queued_at) == (Owner.QUEUE, None, 2, clock.now)
        assert [(change.move, change.from_id is not None, change.by_id) for change in await held.owners()][-1] == ("lose", True, None)

    async def test_the_citizen_still_waits_since_the_same_moment(self, watch, held, clock):
        since = (await held.state()).waiting_since
        clock.go_on(seconds=90)
        await watch.requeue()
        assert (await held.state()).waiting_since == since

    async def test_keeps_it_just_before(self, watch, held, clock):
        clock.go_on(seconds=89)
        assert list(await watch.requeue()) == []
        assert (await held.state()).owner == Owner.OPERATOR

    async def test_keeps_it_when_the_heartbeat_is_back_in_time(self, watch, held, lan, clock, database):
        clock.go_on(seconds=80)
        async with database.session() as session:
            await heartbeat(session, lan, clock=clock)
        clock.go_on(seconds=80)
        assert list(await watch.requeue()) == []

    async def test_keeps_it_while_the_operators_words_are_the_last(self, watch, held, clock):
        await held.is_answered()
        clock.go_on(hours=1)
        assert list(await watch.requeue()) == []

    async def test_whoever_signed_out_loses_it_at_once(self, watch, held, lan, database):
        async with database.session() as session:
            await go_off(session, lan)
        assert list(await watch.requeue()) == [held.id]

    async def test_others_keep_theirs(self, watch, held, lan, clock, database):
        clock.go_on(seconds=60)
        other = await Chat.begin(database, clock)
        await other.is_taken_up_by(await hire(database, "hoa"))
        async with database.session() as session:
            owner_id = (await other.state()).owner_id
            assert owner_id is not None
            await heartbeat(session, owner_id, clock=clock)
        clock.go_on(seconds=60)
        assert list(await watch.requeue()) == [held.id]
        assert (await other.state()).owner == Owner.OPERATOR

    async def test_two_workers_at_once_requeue_once(self, watch, new_watch, held, clock):
        clock.go_on(seconds=90)
        other_worker = new_watch()
        found = await asyncio.gather(*(one.requeue() for one in (watch, other_worker) * 4))
        assert [lost for each in found for lost in each] == [held.id]
        assert [change.move for change in await held.owners()] == ["hand_over", "take_over", "lose"]

    async def test_the_tickets_assignee_is_taken_off_and_its_state_stays(self, watch, held, lan, clock, desk, database, service):
        ticket = await desk.open(conversation_id=held.id)
        async with database.session() as session:
            await ConversationWork(service).take_up(session, ticket.id, Actor.staff(lan), lan)
        clock.go_on(seconds=90)
        await watch.requeue()
        now, last = await desk.ticket(ticket.id), (await desk.events(ticket.id))[-1]
        assert (now.assignee_id, now.state) == (None, TicketState.IN_PROGRESS)
        assert (last.kind, last.reason, last.details["assignee_id"]["from"]) == ("requeued", "heartbeat", str(lan))

    async def test_queued_conversations_and_the_bots_are_left_alone(self, watch, chat, database, clock):
        with_bot = await Chat.begin(database, clock)
        await chat.waits_in_queue()
        clock.go_on(hours=1)
        assert list(await watch.requeue()) == []
        assert ((await chat.state()).owner, (await with_bot.state()).owner) == (Owner.QUEUE, Owner.BOT)


class TestRequeueOfUnanswered:
    @pytest.fixture
    def pass_by(self, watch, lan, clock, database):
        """Time goes by while Lan's page stays open."""

        async def pass_by(**by):
            clock.go_on(**by)
            async with database.session() as session:
                await heartbeat(session, lan, clock=clock)
            return list(await watch.requeue())

        return pass_by

    @pytest.mark.parametrize("state", list(DutyState))
    async def test_whoever_took_it_and_does_not_answer_gives_it_up_on_duty_or_resting(self, chat, lan, pass_by, clock, database, state):
        held = chat
        async with database.session() as session:
            await set_duty(session, lan, state, clock=clock)
        clock.go_on(seconds=1)
        await held.waits_in_queue()
        await held.is_taken_up_by(lan)
        assert await pass_by(minutes=9, seconds=59) == []
        assert await pass_by(seconds=1) == [held.id]
        assert [(change.move, change.reason) for change in await held.owners()][-1] == ("lose", "unanswered")

    async def test_the_time_begins_when_it_is_taken_however_long_the_citizen_waited_before(self, chat, lan, pass_by):
        await chat.waits_in_queue()
        await pass_by(minutes=30)
        await chat.is_taken_up_by(lan)
        assert await pass_by(minutes=9) == []
        assert await pass_by(minutes=1) == [chat.id]

    async def test_the_time_begins_anew_with_the_citizens_next_words(self, held, pass_by, clock, database):
        await held.is_answered()
        assert await pass_by(hours=2) == []
        async with database.session() as session:
            (await ConversationRepository(session).get_locked(held.id)).waiting_since = clock.now
        assert await pass_by(minutes=9) == []
        assert await pass_by(minutes=1) == [held.id]

    async def test_one_both_silent_and_slow_is_lost_once(self, held, watch, clock):
        clock.go_on(hours=1)
        assert list(await watch.requeue()) == [held.id]
        assert [change.reason for change in await held.owners() if change.move == "lose"] == ["heartbeat"]


class TestRequeueOfWhoeverRests:
    @pytest.fixture
    def rests(self, database, lan, clock):
        async def rest(staff_id=lan):
            clock.go_on(seconds=1)
            async with database.session() as session:
                await set_duty(session, staff_id, DutyState.AWAY, clock=clock)

        return rest

    async def test_they_lose_at_once_whoever_waits_for_them(self, watch, held, rests):
        await rests()
        assert list(await watch.requeue()) == [held.id]
        assert [change.reason for change in await held.owners() if change.move == "lose"] == ["resting"]

    async def test_what_is_answered_stays_and_may_be_finished(self, watch, held, rests, clock, database):
        await held.is_answered()
        await rests()
        clock.go_on(minutes=5)
        await _citizen_writes(held, database, clock)
        clock.go_on(seconds=89)
        await _is_heard_from(held, database, clock)
        assert list(await watch.requeue()) == []
        clock.go_on(seconds=1)
        assert list(await watch.requeue()) == [held.id]


class TestTellingTheCitizen:
    async def test_with_a_colleague_there_they_hear_that_somebody_else_will_answer(self, watch, held, lan, on_duty, database):
        await on_duty("hoa")
        async with database.session() as session:
            await go_off(session, lan)
        await watch.requeue()
        said = (await held.thread())[-1]
        assert said.text.startswith("Xin lỗi, tổng đài viên đang trả lời bạn phải rời bàn trực.")
        assert said.text.endswith("Bạn là người tiếp theo, khoảng 5 phút.")
        assert [option["label"] for option in said.options] == ["Hỏi máy tiếp"]

    async def test_with_nobody_there_the_round_of_the_queue_tells_them(self, watch, held, lan, database):
        async with database.session() as session:
            await go_off(session, lan)
        await watch.requeue()
        assert await held.thread() == []


class TestAfterAPause:
    async def test_silence_means_nothing_until_pages_could_be_heard_again(self, new_watch, held, clock):
        watch = new_watch(settles=timedelta(seconds=30))
        clock.go_on(minutes=5)
        assert list(await watch.requeue()) == []
        for _ in range(14):
            clock.go_on(seconds=2)
            assert list(await watch.requeue()) == []
        clock.go_on(seconds=2)
        assert list(await watch.requeue()) == [held.id]

    async def test_whoever_signed_out_is_gone_all_the_same(self, new_watch, held, lan, database):
        async with database.session() as session:
            await go_off(session, lan)
        assert list(await new_watch(settles=timedelta(seconds=30)).requeue()) == [held.id]


async def _citizen_writes(chat, database, clock):
    async with database.session() as session:
        (await ConversationRepository(session).get_locked(chat.id)).waiting_since = clock.now


async def _is_heard_from(chat, database, clock):
    async with database.session() as session:
        owner_id = (await chat.state()).owner_id
        await heartbeat(session, owner_id, clock=clock)
