from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from channels.contract import ChannelError, Trouble
from channels.delivering import GIVE_UP, TEXT_LEASE
from channels.delivery_repository import DeliveryRepository
from conversations.models import DeliveryState, Sender
from conversations.repository import FOR_STAFF, SAID_ELSEWHERE
from tests.channels.stage import Citizen, deliver_due
from tests.conversations.personas import add_staff

BACK_OFF, IN_DOUBT, NEEDS_ADMIN = Trouble.BACK_OFF, Trouble.IN_DOUBT, Trouble.NEEDS_ADMIN


class TestSending:
    async def test_what_a_citizen_is_told_goes_out_in_order(self, deliverer, vendor, lan):
        for text in ("một", "hai", "ba"):
            await lan.is_told(text)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một", "hai", "ba"]
        assert await lan.states() == [DeliveryState.SENT] * 3

    async def test_a_long_one_goes_out_in_parts_and_keeps_the_name_of_each(self, deliverer, vendor, lan):
        await lan.is_told("phần một|phần hai")
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["phần một", "phần hai"]
        [delivery] = await lan.deliveries()
        assert delivery.vendor_ids == ["vendor-1", "vendor-2"]
        assert delivery.sent_at is not None
        assert (delivery.begun_at, delivery.claimed_until) == (None, None)

    async def test_what_is_for_staff_or_was_said_elsewhere_is_not_sent(self, deliverer, vendor, lan):
        await lan.is_told("cho cán bộ", Sender.SYSTEM, **{FOR_STAFF: True})
        await lan.is_told("đã gửi từ trang OA", Sender.OPERATOR, **{SAID_ELSEWHERE: True})
        assert await deliver_due(deliverer) == 0
        assert vendor.taken == []

    async def test_only_the_first_one_waiting_of_a_conversation_is_claimed(self, deliverer, lan, minh):
        await lan.is_told("một")
        await lan.is_told("hai")
        await minh.is_told("ba")
        claims = await deliverer.claim(10)
        assert sorted(claim.conversation_id for claim in claims) == sorted([lan.id, minh.id])
        assert await deliverer.claim(10) == []

    async def test_two_processes_never_claim_the_same(self, database, deliverer):
        for _ in range(20):
            await (await Citizen.arrive(database)).is_told("chào")
        claimed = [claim.message_id for claims in await asyncio.gather(*(deliverer.claim(5) for _ in range(8))) for claim in claims]
        assert len(claimed) == len(set(claimed))
        claimed += [claim.message_id for claim in await deliverer.claim(20)]
        assert len(set(claimed)) == 20


class TestRuleR1:
    async def test_the_bots_reply_is_dropped_when_an_operator_has_the_conversation_by_then(self, database, deliverer, vendor, lan):
        staff = await add_staff(database, "an")
        await lan.is_told("máy trả lời")
        await lan.is_taken_over_by(staff["an"])
        await lan.is_told("người trả lời", Sender.OPERATOR)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["người trả lời"]
        assert await lan.states() == [DeliveryState.DROPPED, DeliveryState.SENT]

    async def test_what_the_bot_has_begun_to_say_is_said_to_its_end(self, database, deliverer, vendor, lan, set_clock):
        staff = await add_staff(database, "an")
        await lan.is_told("phần một|phần hai")
        vendor.will(None, BACK_OFF)
        await deliver_due(deliverer)
        await lan.is_taken_over_by(staff["an"])
        set_clock.go_on(seconds=2)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["phần một", "phần hai"]

    async def test_a_reply_in_doubt_that_was_not_taken_is_dropped_too(self, database, deliverer, vendor, lan, set_clock):
        staff = await add_staff(database, "an")
        await lan.is_told("máy trả lời")
        vendor.will(IN_DOUBT)
        await deliver_due(deliverer)
        await lan.is_taken_over_by(staff["an"])
        set_clock.go_on(seconds=11)
        await deliver_due(deliverer)
        assert vendor.taken == []
        assert await lan.states() == [DeliveryState.DROPPED]


class TestBackingOff:
    async def test_tries_again_after_a_while_and_what_is_behind_waits(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        await lan.is_told("hai")
        vendor.will(BACK_OFF, BACK_OFF, code="-200")
        assert await deliver_due(deliverer) == 1
        [first, second] = await lan.deliveries()
        assert (first.state, first.failure, first.failure_code) == (DeliveryState.WAITING, "back_off", "-200")
        assert second.attempts == 0
        set_clock.go_on(seconds=1.1)
        assert await deliver_due(deliverer) == 1
        set_clock.go_on(seconds=4)
        assert await deliver_due(deliverer) == 0
        set_clock.go_on(seconds=1.1)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một", "hai"]
        assert [delivery.failure for delivery in await lan.deliveries()] == ["", ""]

    async def test_another_citizens_message_does_not_wait_for_it(self, deliverer, vendor, lan, minh):
        await lan.is_told("một")
        vendor.will(BACK_OFF)
        await deliver_due(deliverer)
        await minh.is_told("hai")
        await deliver_due(deliverer)
        assert vendor.texts("minh") == ["hai"]

    async def test_waits_as_long_as_the_vendor_says(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        vendor.will(BACK_OFF, retry_after=20)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=19)
        assert await deliver_due(deliverer) == 0
        set_clock.go_on(seconds=2)
        assert await deliver_due(deliverer) == 1

    async def test_waiting_for_a_turn_makes_no_later_failure_last_longer(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        vendor.will(*[BACK_OFF] * 4, retry_after=3)
        for _ in range(4):
            await deliver_due(deliverer)
            set_clock.go_on(seconds=3.1)
        vendor.will(BACK_OFF, code="-200")
        await deliver_due(deliverer)
        set_clock.go_on(seconds=1.1)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một"]

    async def test_goes_on_with_the_part_that_was_not_taken(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một|hai|ba")
        vendor.will(None, BACK_OFF)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=2)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một", "hai", "ba"]
        assert vendor.asked == []

    async def test_gives_up_after_a_day_and_the_citizen_is_called(self, deliverer, vendor, lan, set_clock, tickets, database):
        await lan.asks("lệ phí bao nhiêu")
        await lan.is_told("năm nghìn")
        vendor.will(*[BACK_OFF] * 200)
        tries = 0
        while (await lan.states())[0] == DeliveryState.WAITING:
            tries += await deliver_due(deliverer)
            set_clock.go_on(seconds=601)
        assert set_clock.ahead >= GIVE_UP
        assert tries == pytest.approx(GIVE_UP / timedelta(seconds=600), abs=5)
        assert (await lan.thread())[-1].text.startswith("Không gửi được qua Zalo: đã thử lại suốt 24 giờ")
        async with database.session() as session:
            ticket = await tickets.find_open_of_conversation(session, lan.id)
        assert (ticket.kind, ticket.handover_reason, ticket.subject) == ("callback", "unreachable", "lệ phí bao nhiêu")

    async def test_a_message_that_grew_old_waiting_has_its_tries_all_the_same(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        set_clock.go_on(days=2)
        vendor.will(BACK_OFF)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=2)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một"]


class TestInDoubt:
    async def test_what_was_taken_although_no_answer_came_is_not_sent_again(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một|hai")
        vendor.takes_and_fails = True
        vendor.will(IN_DOUBT)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=11)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một", "hai"]
        assert vendor.asked == ["một"]
        [delivery] = await lan.deliveries()
        assert delivery.vendor_ids == ["vendor-1", "vendor-2"]

    async def test_what_was_not_taken_is_sent_once_more(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        vendor.will(IN_DOUBT)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=9)
        assert await deliver_due(deliverer) == 0
        set_clock.go_on(seconds=2)
        await deliver_due(deliverer)
        assert (vendor.texts("lan"), vendor.asked) == (["một"], ["một"])

    async def test_the_same_words_said_before_do_not_count(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("vâng")
        await deliver_due(deliverer)
        await lan.is_told("vâng")
        vendor.will(IN_DOUBT)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=11)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["vâng", "vâng"]

    async def test_stays_in_doubt_while_the_vendor_cannot_be_asked(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        vendor.takes_and_fails = True
        vendor.will(IN_DOUBT)
        await deliver_due(deliverer)
        for trouble in (BACK_OFF, IN_DOUBT, NEEDS_ADMIN):
            vendor.history_fault = ChannelError(trouble)
            set_clock.go_on(seconds=700)
            await deliver_due(deliverer)
        vendor.history_fault = None
        set_clock.go_on(seconds=700)
        await deliver_due(deliverer)
        assert vendor.calls == 1
        assert await lan.states() == [DeliveryState.SENT]

    async def test_a_person_is_told_when_it_can_never_be_known(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        vendor.will(IN_DOUBT)
        vendor.history_fault = ChannelError(Trouble.OUR_FAULT)
        await deliver_due(deliverer)
        set_clock.go_on(seconds=11)
        await deliver_due(deliverer)
        [delivery] = await lan.deliveries()
        assert (delivery.state, delivery.failure) == (DeliveryState.FAILED, "in_doubt")
        assert "không rõ tin đã tới hay chưa" in (await lan.thread())[-1].text

    async def test_what_a_killed_process_had_begun_is_asked_after(self, database, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        [claim] = await deliverer.claim(1)
        async with database.session() as session:
            assert await DeliveryRepository(session).begin(claim, set_clock(), set_clock() + TEXT_LEASE)
        vendor.taken.append(("lan", "một"))
        assert await deliver_due(deliverer) == 0
        set_clock.go_on(seconds=16)
        await deliver_due(deliverer)
        assert (vendor.texts("lan"), vendor.calls) == (["một"], 0)
        assert await lan.states() == [DeliveryState.SENT]

    async def test_what_a_killed_process_had_only_claimed_is_sent(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        await deliverer.claim(1)
        set_clock.go_on(seconds=16)
        await deliver_due(deliverer)
        assert (vendor.texts("lan"), vendor.asked) == (["một"], [])

    async def test_whoever_is_late_changes_nothing(self, deliverer, vendor, lan, set_clock):
        await lan.is_told("một")
        [late] = await deliverer.claim(1)
        set_clock.go_on(seconds=16)
        await deliver_due(deliverer)
        await deliverer.deliver(late)
        assert vendor.texts("lan") == ["một"]
        [delivery] = await lan.deliveries()
        assert delivery.vendor_ids == ["vendor-1"]


class TestNeedsAdmin:
    async def test_stays_waiting_raises_an_alarm_and_is_tried_every_minute(self, deliverer, vendor, lan, set_clock, alarms):
        await lan.is_told("một")
        vendor.will(NEEDS_ADMIN, NEEDS_ADMIN, code="-221")
        await deliver_due(deliverer)
        assert alarms.open == {"zalo needs_admin:-221"}
        set_clock.go_on(seconds=59)
        assert await deliver_due(deliverer) == 0
        set_clock.go_on(seconds=2)
        assert await deliver_due(deliverer) == 1
        assert await lan.states() == [DeliveryState.WAITING]

    async def test_others_are_not_tried_in_vain(self, database, deliverer, vendor):
        for _ in range(5):
            await (await Citizen.arrive(database)).is_told("chào")
        vendor.will(*[NEEDS_ADMIN] * 5, code="-221")
        assert await deliver_due(deliverer, limit=1) == 1

    async def test_all_goes_out_in_order_and_the_alarm_ends_when_it_is_put_right(self, database, deliverer, vendor, lan, alarms, set_clock):
        await lan.is_told("một")
        await lan.is_told("hai")
        vendor.will(NEEDS_ADMIN, code="-221")
        await deliver_due(deliverer)
        async with database.session() as session:
            await DeliveryRepository(session).hurry("zalo", set_clock())
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một", "hai"]
        assert alarms.open == set()

    async def test_a_grant_that_is_dead_has_an_alarm_of_its_own(self, deliverer, vendor, lan, alarms):
        await lan.is_told("một")
        vendor.will(NEEDS_ADMIN, code="grant_dead")
        await deliver_due(deliverer)
        assert alarms.open == {"zalo grant_dead"}


class TestFaults:
    async def test_a_message_that_breaks_the_program_does_not_block_the_conversation(self, deliverer, vendor, lan, set_clock, alarms):
        await lan.is_told("một")
        await lan.is_told("hai")
        for _ in range(5):
            [claim] = await deliverer.claim(5)
            await deliverer.faulted(claim, KeyError("?"))
            set_clock.go_on(seconds=6)
        await deliver_due(deliverer)
        assert await lan.states() == [DeliveryState.FAILED, DeliveryState.SENT]
        assert vendor.texts("lan") == ["hai"]
        assert alarms.open == {"zalo our_fault"}

    async def test_a_message_without_words_or_files_is_no_message(self, deliverer, vendor, lan):
        await lan.is_told("")
        await deliver_due(deliverer)
        assert await lan.states() == [DeliveryState.DROPPED]
