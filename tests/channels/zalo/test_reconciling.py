from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from channels.contract import ChannelError, Trouble
from channels.zalo.models import ZaloEvent
from channels.zalo.reconciling import Reconciler
from conversations.channel_alarms import Alarms
from tests.channels.zalo.granting import OA_ID, connect, open_alarms
from tests.clocks import SetClock

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


class Vendor:
    """The history as the vendor keeps it, ten at a time and newest first."""

    def __init__(self, time):
        self._time = time
        self._said = {}
        self.calls = []
        self.fault = None

    def says(self, user_id, message_id, text="xin chào", *, src=1, ago=timedelta()):
        moment = int((self._time.now - ago).timestamp() * 1000)
        sides = {"from_id": user_id, "to_id": OA_ID} if src else {"from_id": OA_ID, "to_id": user_id}
        entry = {"src": src, "time": moment, "type": "text", "message": text, "message_id": message_id} | sides
        self._said.setdefault(user_id, []).append(entry)

    async def list_recent_chat(self, offset=0, count=10):
        self.calls.append("list")
        if self.fault:
            raise self.fault
        last = sorted((said[-1] for said in self._said.values()), key=lambda entry: -entry["time"])
        return last[offset : offset + min(count, 10)]

    async def conversation(self, user_id, offset=0, count=10):
        self.calls.append(user_id)
        return self._said[user_id][::-1][offset : offset + min(count, 10)]


@pytest.fixture
def time():
    return SetClock(NOW)


@pytest.fixture
def vendor(time):
    return Vendor(time)


@pytest.fixture
def taken():
    """The webhooks' bodies in the order in which they were stored."""
    return []


@pytest.fixture
def webhook(database, time):
    """What a webhook, or the history, leaves behind."""

    async def webhook(message_id, session=None, body=""):
        values = {"key": f"msg:{message_id}", "event_name": "user_send_text", "user_id": "1", "body": body}
        event = ZaloEvent(**values, sent_at=time.now - timedelta(milliseconds=80), received_at=time.now)
        if session is not None:
            session.add(event)
            await session.flush()
            return
        async with database.session() as own:
            own.add(event)

    return webhook


@pytest.fixture
def reconciler(database, vendor, time, taken, webhook):
    async def store(session, body):
        told = json.loads(body)
        await webhook(told["message"]["msg_id"], session)
        taken.append(told)
        return True

    return Reconciler(database, vendor, store, Alarms(clock=time), "app", clock=time)


@pytest.fixture
async def connected(database, time):
    """For two days already."""
    await connect(database, time.now, connected_at=time.now - timedelta(days=2))


def texts(taken):
    return [told["message"]["text"] for told in taken]


@pytest.mark.usefixtures("connected")
class TestFetching:
    async def test_message_that_no_webhook_told_of_is_taken(self, reconciler, vendor, taken):
        vendor.says("1", "a", "xin chào")
        assert await reconciler.look() == 1
        assert texts(taken) == ["xin chào"]
        assert taken[0]["sender"]["id"] == "1"
        assert taken[0]["recipient"]["id"] == OA_ID

    async def test_several_of_one_citizen_come_in_their_order(self, reconciler, vendor, taken):
        for number in range(25):
            vendor.says("1", f"m{number}", f"câu {number}", ago=timedelta(minutes=25 - number))
        await reconciler.look()
        assert texts(taken) == [f"câu {number}" for number in range(25)]

    async def test_of_many_citizens_all_are_found(self, reconciler, vendor, taken):
        for number in range(25):
            vendor.says(str(number), f"m{number}")
        assert await reconciler.look() == 25

    async def test_what_a_webhook_told_is_left(self, reconciler, vendor, taken, webhook):
        vendor.says("1", "a", "đã báo")
        vendor.says("1", "b", "chưa báo")
        await webhook("a")
        await reconciler.look()
        assert texts(taken) == ["chưa báo"]

    async def test_what_the_account_said_is_no_message_of_a_citizen(self, reconciler, vendor, taken):
        vendor.says("1", "a", "câu hỏi", ago=timedelta(minutes=1))
        vendor.says("1", "b", "câu trả lời", src=0)
        await reconciler.look()
        assert texts(taken) == ["câu hỏi"]

    async def test_the_same_is_never_taken_twice(self, reconciler, vendor, taken):
        vendor.says("1", "a")
        await reconciler.look()
        vendor.says("1", "b")
        await reconciler.look()
        await reconciler.look()
        assert [told["message"]["msg_id"] for told in taken] == ["a", "b"]

    async def test_it_does_not_pass_for_a_webhook(self, reconciler, vendor, database):
        vendor.says("1", "a")
        await reconciler.look()
        async with database.session() as session:
            event = await session.scalar(select(ZaloEvent))
        assert event.received_at == event.sent_at

    async def test_conversation_in_which_nothing_new_was_said_costs_no_call(self, reconciler, vendor):
        vendor.says("1", "a")
        vendor.says("2", "b")
        await reconciler.look()
        vendor.says("2", "c")
        vendor.calls.clear()
        await reconciler.look()
        assert vendor.calls == ["list", "2"]

    async def test_looks_back_two_hours_before_the_last_webhook(self, reconciler, vendor, taken, webhook):
        await webhook("z")
        vendor.says("1", "a", "trước ba giờ", ago=timedelta(hours=3))
        vendor.says("1", "b", "trước một giờ", ago=timedelta(hours=1))
        await reconciler.look()
        assert texts(taken) == ["trước một giờ"]

    async def test_after_a_night_of_silence_the_whole_night_is_looked_through(self, reconciler, vendor, taken, webhook, time):
        await webhook("z")
        time.go_on(hours=12)
        vendor.says("1", "a", "trong đêm", ago=timedelta(hours=9))
        await reconciler.look()
        assert texts(taken) == ["trong đêm"]

    async def test_vendor_that_does_not_answer_is_asked_again_later(self, reconciler, vendor, taken):
        vendor.says("1", "a")
        vendor.fault = ChannelError(Trouble.BACK_OFF, "-32")
        assert await reconciler.look() == 0
        vendor.fault = None
        assert await reconciler.look() == 1


class TestBounds:
    async def test_what_was_said_before_the_account_was_connected_is_not_answered(self, reconciler, vendor, taken, database, time):
        await connect(database, time.now)
        vendor.says("1", "a", "năm ngoái", ago=timedelta(minutes=1))
        await reconciler.look()
        assert taken == []

    async def test_never_further_back_than_two_days(self, reconciler, vendor, taken, database, time, webhook):
        await connect(database, time.now)
        await webhook("z")
        time.go_on(days=5)
        vendor.says("1", "a", "ba ngày trước", ago=timedelta(days=3))
        vendor.says("1", "b", "hôm qua", ago=timedelta(days=1))
        await reconciler.look()
        assert texts(taken) == ["hôm qua"]

    async def test_without_a_living_grant_nothing_is_asked(self, reconciler, vendor, database, time):
        await reconciler.look()
        await connect(database, time.now, dead_reason="-14014")
        await reconciler.look()
        assert vendor.calls == []


@pytest.mark.usefixtures("connected")
class TestAlarm:
    async def test_rings_when_messages_come_and_webhooks_do_not(self, reconciler, vendor, time, database):
        time.go_on(minutes=10)
        vendor.says("1", "a", ago=timedelta(minutes=3))
        vendor.says("1", "b", ago=timedelta(minutes=2))
        await reconciler.look()
        assert await open_alarms(database) == {"not_told": {"count": 2}}

    async def test_message_whose_webhook_may_still_be_on_its_way_rings_for_nobody(self, reconciler, vendor, time, database):
        time.go_on(minutes=10)
        vendor.says("1", "a", ago=timedelta(seconds=20))
        assert await reconciler.look() == 1
        assert await open_alarms(database) == {}

    async def test_what_was_said_while_the_program_was_off_rings_for_nobody(self, reconciler, vendor, database):
        vendor.says("1", "a", ago=timedelta(minutes=30))
        assert await reconciler.look() == 1
        assert await open_alarms(database) == {}

    async def test_single_loss_among_webhooks_that_come_rings_for_nobody(self, reconciler, vendor, time, database, webhook):
        time.go_on(minutes=10)
        vendor.says("1", "a", ago=timedelta(minutes=5))
        await webhook("b")
        assert await reconciler.look() == 1
        assert await open_alarms(database) == {}

    async def test_the_next_webhook_ends_it(self, reconciler, vendor, time, database, webhook):
        time.go_on(minutes=10)
        vendor.says("1", "a", ago=timedelta(minutes=3))
        await reconciler.look()
        time.go_on(minutes=5)
        await reconciler.look()
        assert list(await open_alarms(database)) == ["not_told"]
        await webhook("c")
        time.go_on(minutes=5)
        await reconciler.look()
        assert await open_alarms(database) == {}
