"""From a stored event to the thread: every event handled once, in the vendor's order, whatever goes wrong in between."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from channels.zalo.outcomes import Outcome
from channels.zalo.retention import forget_old_events, requeue_forgotten
from channels.zalo.taking import TakingTimes
from channels.zalo.taking_queue import QUEUE, TakingQueue, register_taking
from conversations.handling_queue import queue_app
from conversations.models import Delivery
from core.clock import utc_now
from core.errors import Unavailable
from tests.channels.zalo import vendor
from tests.channels.zalo.vendor import USER, raw
from tests.working import until


class TestText:
    async def test_becomes_a_message_for_the_bot_after_the_citizen_was_told_what_is_stored(self, office):
        await office.takes(vendor.said("Làm khai sinh cần gì?", msg_id="m1"))
        greeting, question = await office.thread()
        assert (greeting.sender, greeting.details["topic"]) == ("system", "first_contact")
        assert "https://1022.example.vn/quyen-rieng-tu" in greeting.text
        assert "XÓA DỮ LIỆU CỦA TÔI" in greeting.text
        assert (question.text, question.state, question.external_id) == ("Làm khai sinh cần gì?", "received", "zalo-m1")
        [job] = await office.jobs("messages")
        assert job["args"] == {"message_id": str(question.id)}

    async def test_of_the_event_nothing_that_was_said_is_kept(self, office):
        await office.takes(vendor.said("Làm khai sinh cần gì?"))
        [event] = await office.events()
        assert (event.outcome, event.body) == (Outcome.STORED, "")
        assert event.handled_at is not None

    async def test_opens_the_reply_window_from_when_it_was_sent(self, office):
        at = utc_now().replace(microsecond=0) - timedelta(minutes=3)
        await office.takes(vendor.said("a", at=at))
        conversation = await office.conversation()
        assert conversation.reply_free_until == at + timedelta(hours=48)
        assert conversation.reply_until == at + timedelta(days=7)
        assert (await office.contact()).last_interaction_at == at

    async def test_one_that_comes_late_does_not_shorten_the_window(self, office):
        now = utc_now().replace(microsecond=0)
        await office.takes(vendor.said("a", at=now))
        await office.takes(vendor.said("b", at=now - timedelta(minutes=5)))
        assert (await office.conversation()).reply_until == now + timedelta(days=7)

    async def test_who_was_unreachable_is_reachable_again(self, office, database):
        await office.takes(vendor.followed())
        async with database.session() as session:
            await session.execute(text("UPDATE conversations SET unreachable = '-213'"))
        await office.takes(vendor.said("a"))
        assert (await office.conversation()).unreachable == ""

    async def test_one_too_long_is_told_of_in_words(self, office):
        await office.takes(vendor.said("a" * 2001))
        assert await office.said() == []
        assert "2001 ký tự" in (await office.said("system"))[-1]
        assert await office.outcomes() == [Outcome.REFUSED]

    async def test_empty_one_is_no_message(self, office):
        await office.takes(vendor.said(" "))
        assert await office.said() == []
        assert await office.outcomes() == [Outcome.EMPTY]


class TestOrder:
    async def test_is_the_vendors_however_they_came_in(self, office):
        now = utc_now()
        bodies = [vendor.said(f"Câu {number}", at=now + timedelta(milliseconds=number)) for number in (3, 1, 2)]
        await office.takes(*bodies)
        assert await office.said() == ["Câu 1", "Câu 2", "Câu 3"]

    async def test_each_citizen_has_one_conversation_of_their_own(self, office):
        await office.takes(vendor.said("a"), vendor.said("c"))
        await office.takes(vendor.said("b", user="77"), user="77")
        assert (await office.said(), await office.said(user="77")) == (["a", "c"], ["b"])


class TestOnce:
    async def test_taking_again_changes_nothing(self, office, taker):
        await office.takes(vendor.said("a"))
        await taker.take(USER)
        assert await office.said() == ["a"]

    async def test_two_takers_at_once_share_the_work(self, office, taker):
        for number in range(10):
            await office.hears(vendor.said(f"Câu {number}", at=utc_now() + timedelta(milliseconds=number)))
        await asyncio.gather(taker.take(USER), taker.take(USER), taker.take(USER))
        assert await office.said() == [f"Câu {number}" for number in range(10)]
        assert len(await office.said("system")) == 1

    async def test_told_once_what_is_stored_however_often_they_follow(self, office):
        await office.takes(vendor.followed())
        await office.takes(vendor.followed("unfollow"))
        await office.takes(vendor.followed())
        [greeting] = await office.thread()
        contact = await office.contact()
        assert (contact.told_version, contact.told_message_id, contact.is_follower) == ("v1", greeting.id, True)
        assert contact.told_at is not None
        assert await office.outcomes() == [Outcome.GREETED, Outcome.UNFOLLOWED, Outcome.GREETED]


class TestFaults:
    async def test_what_may_pass_is_never_set_aside(self, office, taker, rights):
        await office.takes(vendor.followed())
        rights.fault = Unavailable("rights", "away")
        await office.hears(vendor.withdrawn())
        with pytest.raises(Unavailable):
            await taker.take(USER, attempt=20, is_last_try=True)
        assert (await office.outcomes())[-1] == ""

    async def test_what_breaks_off_in_the_middle_leaves_nothing_behind_and_is_done_again(self, office, taker, rights):
        await office.takes(vendor.followed())
        rights.fault = Unavailable("rights", "away")
        await office.hears(vendor.withdrawn())
        with pytest.raises(Unavailable):
            await taker.take(USER, attempt=1)
        assert (await office.outcomes())[-1] == ""
        rights.fault = None
        await taker.take(USER)
        assert (await office.outcomes())[-1] == Outcome.WITHDRAWN

    async def test_event_that_goes_wrong_every_time_is_set_aside_and_the_next_is_heard(self, office, taker, database):
        await office.hears(vendor.said("a", at=utc_now() - timedelta(seconds=1)))
        async with database.session() as session:
            await session.execute(text("UPDATE zalo_events SET body = 'kaputt'"))
        await office.hears(vendor.said("b"))
        with pytest.raises(Exception, match="JSON"):
            await taker.take(USER, attempt=5, is_last_try=True)
        await taker.take(USER)
        assert await office.said() == ["b"]
        assert await office.outcomes() == [Outcome.FAULT, Outcome.STORED]
        assert (await office.events())[0].body == "kaputt", "for whoever looks why"

    async def test_event_that_goes_wrong_is_left_for_another_try(self, office, taker, database):
        await office.hears(vendor.said("a"))
        async with database.session() as session:
            await session.execute(text("UPDATE zalo_events SET body = 'kaputt'"))
        with pytest.raises(Exception, match="JSON"):
            await taker.take(USER, attempt=1)
        assert await office.outcomes() == [""]

    async def test_what_no_job_looks_after_is_queued_again(self, office, database, queue):
        await office.hears(vendor.said("a"))
        async with database.session() as session:
            await session.execute(text("DELETE FROM procrastinate_jobs"))
        later = lambda: utc_now() + timedelta(minutes=6)  # noqa: E731
        assert await requeue_forgotten(database, TakingQueue(queue)) == 0
        assert await requeue_forgotten(database, TakingQueue(queue), clock=later) == 1
        assert [job["args"]["user_id"] for job in await office.jobs("zalo")] == [USER]

    async def test_old_events_are_forgotten_and_younger_ones_kept(self, office, database):
        await office.takes(vendor.said("a"))
        assert await forget_old_events(database) == 0
        assert await forget_old_events(database, clock=lambda: utc_now() + timedelta(days=31)) == 1
        assert await office.said() == ["a"]


class TestReceipts:
    @pytest.fixture
    async def delivery(self, office, database):
        await office.takes(vendor.followed())
        [greeting] = await office.thread()
        async with database.session() as session:
            (await session.get_one(Delivery, greeting.id)).vendor_ids = ["v1", "v2"]
        return greeting.id

    async def test_received_and_seen_stand_beside_the_message(self, office, database, delivery):
        await office.takes(vendor.receipt("v2", seen=False))
        async with database.session() as session:
            assert (await session.get_one(Delivery, delivery)).received_at is not None
            assert (await session.get_one(Delivery, delivery)).seen_at is None
        await office.takes(vendor.receipt("v1", "v2", seen=True))
        async with database.session() as session:
            assert (await session.get_one(Delivery, delivery)).seen_at is not None

    async def test_one_quicker_than_the_answer_to_our_call_waits_for_it(self, office, taker, database, delivery):
        await office.takes(vendor.receipt("v3", seen=True))
        assert (await office.events())[-1].handled_at is None
        assert len(await office.jobs("zalo")) == 3, "the two calls, and one to look again"
        async with database.session() as session:
            (await session.get_one(Delivery, delivery)).vendor_ids = ["v1", "v2", "v3"]
        await taker.take(USER)
        assert (await office.events())[-1].outcome == Outcome.RECEIPT

    async def test_of_a_phone_number_is_ignored(self, office):
        await office.takes(vendor.phone_receipt(), user="")
        assert await office.outcomes() == [Outcome.IGNORED]
        assert (await office.events())[0].body == ""


class TestOtherEvents:
    @pytest.mark.parametrize("name", ["user_reacted_message", "user_call_oa", "add_user_to_tag", "anonymous_send_text"])
    async def test_known_and_of_no_use(self, office, name):
        body = raw({"event_name": name, "sender": {"id": USER}, "timestamp": vendor.millis()})
        await office.takes(body)
        assert await office.outcomes() == [Outcome.IGNORED]

    async def test_unknown_one_does_nothing(self, office):
        await office.takes(raw({"event_name": "user_blinked", "sender": {"id": USER}, "timestamp": vendor.millis()}))
        assert await office.outcomes() == [Outcome.UNKNOWN_EVENT]
        assert await office.thread() == []

    async def test_own_echo_marks_nothing(self, office):
        await office.takes(vendor.followed(), vendor.echo("Trả lời", msg_id="e1"))
        assert await office.outcomes() == [Outcome.GREETED, Outcome.OWN_ECHO]
        assert await office.said("operator") == []

    async def test_opening_the_chat_greets(self, office):
        await office.takes(vendor.chat_opened())
        [greeting] = await office.thread()
        assert greeting.details["topic"] == "first_contact"

    async def test_withdrawal_is_asked_for_at_once(self, office, rights):
        await office.takes(vendor.said("a"), vendor.withdrawn())
        conversation = await office.conversation()
        assert rights.withdrawn == [conversation.id]

    async def test_withdrawal_of_somebody_never_seen_has_nothing_to_delete(self, office, rights):
        await office.takes(vendor.withdrawn())
        assert (rights.withdrawn, await office.outcomes()) == ([], [Outcome.IGNORED])

    async def test_event_of_another_account_of_the_same_app_is_not_ours(self, office, database):
        async with database.session() as session:
            await session.execute(
                text(
                    "INSERT INTO zalo_grants (oa_id, access_token, refresh_token, access_expires_at, refresh_expires_at)"
                    " VALUES ('1', '', '', now(), now())"
                )
            )
        await office.takes(vendor.said("a"))
        assert await office.outcomes() == [Outcome.OTHER_ACCOUNT]


class TestLate:
    @pytest.fixture
    def times(self):
        return TakingTimes(settle=timedelta(0), reassure_after=timedelta(0))

    async def test_citizen_is_told_when_the_answer_is_late(self, office):
        await office.takes(vendor.said("Làm khai sinh?"))

        async def told():
            return "delayed" in [message.details.get("topic") for message in await office.thread()]

        await until(told)


class TestSettling:
    @pytest.fixture
    def times(self):
        return TakingTimes(settle=timedelta(milliseconds=300), reassure_after=timedelta(hours=1))

    async def test_what_was_overtaken_on_its_way_is_waited_for(self, office, taker):
        now = utc_now()
        await office.hears(vendor.said("sau", at=now))
        taking = asyncio.create_task(taker.take(USER))
        await office.hears(vendor.said("trước", at=now - timedelta(seconds=1)))
        await taking
        assert await office.said() == ["trước", "sau"]

    async def test_nothing_is_waited_for_when_nothing_is_there(self, taker):
        async with asyncio.timeout(0.2):
            await taker.take("nobody")


class TestJobs:
    async def test_worker_of_the_queue_takes_what_comes_in(self, office, taker, database_url):
        app = queue_app(database_url)
        register_taking(app, taker)
        async with app.open_async():
            worker = asyncio.create_task(
                app.run_worker_async(queues=[QUEUE], fetch_job_polling_interval=0.05, install_signal_handlers=False)
            )
            await office.hears(vendor.said("a"))

            async def stored():
                return await office.said() == ["a"]

            await until(stored)
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)
