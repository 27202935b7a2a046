from __future__ import annotations

import asyncio
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import select, text

from app.wiring.words import words_of
from core.clock import utc_now
from core.db import libpq_url
from desk.operators.reply_windows import ReplyWindows
from staff.duty import SILENT_FOR
from staff.models import StaffNotice
from staff.notices import CHANNEL, Told
from tests.desk.histories import Case, Thread, add_duty, add_member

NOW = utc_now()
HOURS = timedelta(hours=1)


@pytest.fixture
def windows(database, settings):
    return ReplyWindows(database, words_of(settings, "desk/operators/alerts.yml"), SILENT_FOR, clock=lambda: NOW)


@pytest.fixture
def rings(database_url, windows):
    """What rings when the round is made, as (kind, to, conversation)."""

    async def rings(times=1):
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            for _ in range(times):
                await windows.warn()
            heard = [Told.model_validate_json(notice.payload) async for notice in listener.notifies(timeout=0.3)]
        return [(told.notice.kind, sorted(told.to), told.notice.conversation_id) for told in heard if told.notice is not None]

    return rings


@pytest.fixture
def on_duty(database):
    async def on_duty(state="on_duty", silent=timedelta(seconds=5)):
        member = await add_member(database)
        await add_duty(database, member, state, NOW - silent)
        return member

    return on_duty


@pytest.fixture
def zalo(database):
    """A citizen who gave their last sign of life `silent` ago, with 48 hours free and 7 days in all."""

    async def zalo(silent, **values):
        until = {"reply_free_until": NOW - silent + 48 * HOURS, "reply_until": NOW - silent + 7 * 24 * HOURS}
        thread = await Thread.begin(database, channel="zalo", **{"owner": "queue"} | until | values)
        await thread.asks(NOW - silent, "Tạm trú nộp ở đâu?")
        return thread

    return zalo


def held_by(member):
    return {"owner": "operator", "owner_id": member}


class TestWarn:
    @pytest.mark.parametrize(
        ("silent", "kinds"),
        [
            (35 * HOURS, []),
            (36 * HOURS, ["reply_costs"]),
            (47 * HOURS, ["reply_costs"]),
            (48 * HOURS, []),
            (143 * HOURS, []),
            (144 * HOURS, ["reply_ends"]),
            (168 * HOURS, []),
        ],
    )
    async def test_at_36_hours_and_at_day_6(self, rings, zalo, on_duty, silent, kinds):
        lan = await on_duty()
        thread = await zalo(silent, **held_by(lan))
        assert await rings() == [(kind, [lan], thread.id) for kind in kinds]

    async def test_once_each_however_often_the_round_is_made(self, rings, zalo, on_duty):
        lan = await on_duty()
        await zalo(36 * HOURS, **held_by(lan))
        await zalo(145 * HOURS, **held_by(lan))
        assert sorted(kind for kind, *_ in await rings(times=3)) == ["reply_costs", "reply_ends"]

    async def test_once_by_workers_that_look_at_the_same_moment(self, windows, zalo, on_duty):
        lan = await on_duty()
        for _ in range(5):
            await zalo(36 * HOURS, **held_by(lan))
        assert sum(await asyncio.gather(*(windows.warn() for _ in range(4)))) == 5

    async def test_again_when_the_citizen_wrote_in_the_meantime(self, rings, zalo, on_duty, database):
        lan = await on_duty()
        thread = await zalo(40 * HOURS, **held_by(lan))
        await rings()
        async with database.session() as session:
            await session.execute(text("UPDATE conversations SET reply_free_until = reply_free_until + interval '2 hours'"))
        assert await rings() == [("reply_costs", [lan], thread.id)]

    async def test_one_that_waits_for_anybody_rings_for_all_on_duty(self, rings, zalo, on_duty):
        lan, hoa, _resting = await on_duty(), await on_duty(), await on_duty("away")
        thread = await zalo(36 * HOURS)
        assert await rings() == [("reply_costs", sorted([lan, hoa]), thread.id)]

    async def test_an_owner_who_rests_is_there_and_one_who_is_gone_is_not(self, rings, zalo, on_duty):
        lan, resting, gone = await on_duty(), await on_duty("away"), await on_duty(silent=timedelta(minutes=5))
        one, other = await zalo(36 * HOURS, **held_by(resting)), await zalo(37 * HOURS, **held_by(gone))
        assert sorted(await rings(), key=str) == sorted([("reply_costs", [resting], one.id), ("reply_costs", [lan], other.id)], key=str)

    async def test_waits_until_somebody_comes_on_duty(self, rings, zalo, on_duty):
        thread = await zalo(36 * HOURS)
        assert await rings() == []
        lan = await on_duty()
        assert await rings() == [("reply_costs", [lan], thread.id)]

    async def test_of_one_with_the_bot_only_while_a_ticket_waits_and_then_for_whoever_has_it(self, rings, zalo, on_duty, database):
        _, hoa = await on_duty(), await on_duty()
        await zalo(36 * HOURS, owner="bot")
        done, owed = await zalo(36 * HOURS, owner="bot"), await zalo(36 * HOURS, owner="bot")
        await Case.open(database, NOW, conversation_id=done.id, state="resolved")
        await Case.open(database, NOW, conversation_id=owed.id, assignee_id=hoa)
        assert await rings() == [("reply_costs", [hoa], owed.id)]

    async def test_never_of_trials_or_of_whom_the_channel_reaches_no_more(self, rings, zalo, on_duty):
        lan = await on_duty()
        await zalo(36 * HOURS, is_trial=True)
        await zalo(36 * HOURS, unreachable="-217", **held_by(lan))
        assert await rings() == []

    async def test_never_where_replies_are_always_taken(self, rings, on_duty, database):
        await on_duty()
        await Thread.begin(database, owner="queue")
        assert await rings() == []

    async def test_says_how_long_is_left_and_what_it_is_about(self, database, settings, windows, zalo, on_duty):
        await on_duty()
        await zalo(36.5 * HOURS)
        thread = await zalo(150 * HOURS)
        await Case.open(database, NOW, conversation_id=thread.id, subject="Gọi tôi 0912345678 về tạm trú")
        await windows.warn()
        words = words_of(settings, "desk/operators/alerts.yml")
        async with database.session() as session:
            kept = await session.scalars(select(StaffNotice))
            said = {words.say(notice.kind, **notice.details) for notice in kept}
        assert said == {
            "Còn 12 giờ trả lời miễn phí qua Zalo, sau đó mỗi tin tính phí: Tạm trú nộp ở đâu?",
            "Còn 18 giờ là Zalo không nhận tin trả lời nữa; trả lời ngay hoặc xin số điện thoại: Gọi tôi [số điện thoại] về tạm trú",
        }
