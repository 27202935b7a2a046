"""What happens between INVITE and BYE: keys, hold, changes of the session, transfers, sound from elsewhere."""

from __future__ import annotations

import asyncio

import pytest

from channels.phone.ports import Key
from channels.phone.sound import SILENCE
from conversations.calls.models import Ending
from tests.channels.phone.sip.telephone import telephone
from tests.channels.phone.stage import Listener, line, loud


@pytest.fixture
async def talk():
    """A call that was taken: who took it, and the telephone it came from."""
    taker = Listener()
    async with line(taker) as there, telephone(there.address) as caller:
        await caller.call()
        yield await taker.call(), caller
        await caller.hang_up()


async def test_a_long_press_is_one_key(talk):
    taken, caller = talk
    caller.press(5, packets=50)
    caller.press(11)
    await taken.until_heard(keys="5#")
    assert taken.keys == "5#"


@pytest.mark.parametrize("kind", [96, 101, 127])
async def test_keys_are_taken_at_the_payload_type_that_was_offered(kind):
    taker = Listener()
    async with line(taker) as there, telephone(there.address) as caller:
        answer = await caller.call(caller.sdp(formats=f"8 {kind}", keys=kind))
        assert f"a=rtpmap:{kind} telephone-event/8000" in answer.body
        taken = await taker.call()
        caller.press(1, kind=100)
        for digit in (1, 0, 2, 2):
            caller.press(digit, kind=kind)
        await taken.until_heard(keys="1022")


async def test_a_key_whose_end_is_lost_counts(talk):
    taken, caller = talk
    caller.press(7, packets=1, ends=0)
    await taken.until_heard(keys="7")


async def test_keys_without_sound(talk):
    taken, caller = talk
    assert (await caller.asked("INFO", "Signal=4\r\nDuration=160\r\n", kind="application/dtmf-relay")).status == 200
    assert (await caller.asked("INFO", "*", kind="application/dtmf")).status == 200
    assert (await caller.asked("INFO", "Signal=D\r\n", kind="application/dtmf-relay")).status == 200
    assert (await caller.asked("INFO", "hello", kind="text/plain")).status == 415
    await taken.until_heard(keys="4*")
    assert taken.keys == "4*"


async def test_a_key_that_is_sent_both_ways_is_one(talk):
    taken, caller = talk
    for digit in (5, 5, 0):
        caller.press(digit)
        await caller.asked("INFO", f"Signal={digit}\r\nDuration=160\r\n", kind="application/dtmf-relay")
    await caller.asked("INFO", "Signal=9\r\n", kind="application/dtmf-relay")
    await taken.until_heard(keys="5509")
    caller.press(9)
    caller.press(1)
    await taken.until_heard(keys="55091")
    assert taken.keys == "55091"


async def test_a_storm_of_keys_does_not_stop_the_sound(talk):
    taken, caller = talk
    for spoken in range(20):
        for _ in range(50):
            caller.press(3, packets=1, ends=0)
        caller.say()
        await taken.until_heard(frames=spoken + 1)
    assert (await caller.asked("OPTIONS")).status == 200


async def test_on_hold_nothing_is_heard_and_what_is_played_waits(talk):
    taken, caller = talk
    answer = await caller.asked("INVITE", caller.sdp(direction="sendonly"))
    caller.acknowledge()
    assert (answer.status, "a=recvonly" in answer.body) == (200, True)
    before = len(taken.heard)
    caller.say()
    taken.leg.play(loud())
    await caller.asked("OPTIONS")
    assert len(taken.heard) == before
    assert (await caller.asked("INVITE", caller.sdp())).status == 200
    caller.acknowledge()
    await caller.next_loud()
    caller.say()
    await taken.until_heard(frames=1)


async def test_hold_the_old_way(talk):
    taken, caller = talk
    answer = await caller.asked("INVITE", caller.sdp(host="0.0.0.0"))
    caller.acknowledge()
    assert "a=inactive" in answer.body
    before = len(taken.heard)
    caller.say()
    await caller.asked("OPTIONS")
    assert len(taken.heard) == before


async def test_a_changed_session_has_a_new_version_and_the_codec_of_the_new_offer(talk):
    taken, caller = talk
    first = await caller.asked("INVITE", caller.sdp(formats="0 101"))
    caller.acknowledge()
    second = await caller.asked("UPDATE", caller.sdp(formats="0 101"))
    assert [answer.body.splitlines()[1].split()[2] for answer in (first, second)] == ["2", "3"]
    taken.leg.play(loud())
    await caller.next_loud()
    refresh = await caller.asked("UPDATE")
    assert (refresh.status, refresh.body) == (200, "")


async def test_a_change_that_is_not_acceptable_leaves_the_call_as_it_was(talk):
    taken, caller = talk
    assert (await caller.asked("INVITE", caller.sdp(formats="18"))).status == 488
    caller.acknowledge()
    caller.say()
    await taken.until_heard(frames=1)


async def test_a_storm_of_changes_is_turned_away(talk):
    taken, caller = talk
    statuses = [(await caller.asked("UPDATE", caller.sdp())).status for _ in range(30)]
    assert statuses[:15] == [200] * 15
    assert statuses[-1] == 503
    caller.say()
    await taken.until_heard(frames=1)


async def test_an_old_request_is_out_of_order(talk):
    _, caller = talk
    caller.branch = "z9hG4bKold"
    caller.send(caller.request("INFO", number=1))
    assert (await caller.next()).status == 500


async def test_sound_from_elsewhere_is_not_heard(talk):
    taken, caller = talk
    caller.say()
    await taken.until_heard(frames=1)
    async with telephone(caller.there) as stranger, telephone(caller.there, host="127.0.0.2") as far_stranger:
        for other in (stranger, far_stranger):
            other.their_sound = caller.their_sound
            other.say()
        caller.say()
        await taken.until_heard(frames=2)
        taken.leg.play(loud())
        await caller.next_loud()
        assert taken.loud_frames == 2


async def test_sound_goes_where_sound_comes_from():
    """Behind a router the address in the offer is not the one that can be reached."""
    taker = Listener()
    async with line(taker) as there, telephone(there.address) as caller:
        await caller.call(caller.sdp(host="10.1.2.3"))
        taken = await taker.call()
        caller.say()
        await taken.until_heard(frames=1)
        taken.leg.play(loud())
        await caller.next_loud()


async def test_where_no_sound_comes_silence_is_heard(talk):
    taken, _ = talk
    async with asyncio.timeout(5):
        while len(taken.heard) < 3:
            taken.came.clear()
            await taken.came.wait()
    assert taken.heard[:3] == [SILENCE] * 3


async def test_silence_is_sent_where_nothing_is_said(talk):
    _, caller = talk
    packets = [await caller.sound.queue.get() for _ in range(3)]
    numbers = [int.from_bytes(data[2:4]) for data, _ in packets]
    times = [int.from_bytes(data[4:8]) for data, _ in packets]
    assert [numbers[1] - numbers[0], numbers[2] - numbers[1]] == [1, 1]
    assert [times[1] - times[0], times[2] - times[1]] == [160, 160]


async def test_keys_and_sound_keep_their_order(talk):
    taken, caller = talk
    caller.say()
    caller.press(1, packets=1, ends=0)
    caller.say()
    await taken.until_heard(frames=2)
    order = ["key" if isinstance(item, Key) else "sound" for item in taken.heard if isinstance(item, Key) or any(item)]
    assert order == ["sound", "key", "sound"]


class TestTransfer:
    TARGET = "sip:201@127.0.0.1"

    async def test_a_call_that_was_taken_elsewhere_ends_here(self, talk):
        taken, caller = talk
        transfer = asyncio.create_task(taken.leg.transfer(self.TARGET))
        refer = await caller.next()
        assert (refer.method, refer["Refer-To"]) == ("REFER", f"<{self.TARGET}>")
        caller.answer(refer, "202 Accepted")
        await self.tell(caller, "100 Trying", "active")
        await self.tell(caller, "180 Ringing", "active")
        assert not transfer.done()
        await self.tell(caller, "200 OK", "terminated")
        await caller.until_asked("BYE")
        assert await transfer
        assert taken.leg.ending is Ending.TRANSFERRED

    async def test_an_exchange_may_end_the_call_itself(self, talk):
        taken, caller = talk
        transfer = asyncio.create_task(taken.leg.transfer(self.TARGET))
        caller.answer(await caller.next(), "202 Accepted")
        await caller.asked("OPTIONS")
        assert (await caller.hang_up()).status == 200
        assert await transfer
        assert taken.leg.ending is Ending.TRANSFERRED

    async def test_an_extension_that_does_not_answer_leaves_the_call_here(self, talk):
        taken, caller = talk
        transfer = asyncio.create_task(taken.leg.transfer(self.TARGET))
        caller.answer(await caller.next(), "202 Accepted")
        await self.tell(caller, "486 Busy Here", "terminated")
        assert not await transfer
        assert taken.leg.ending is None

    async def test_a_refused_transfer_leaves_the_call_here(self, talk):
        taken, caller = talk
        transfer = asyncio.create_task(taken.leg.transfer(self.TARGET))
        caller.answer(await caller.next(), "603 Decline")
        assert not await transfer
        again = asyncio.create_task(taken.leg.transfer(self.TARGET))
        caller.answer(await caller.next(), "202 Accepted")
        await self.tell(caller, "200 OK", "terminated")
        await caller.until_asked("BYE")
        assert await again

    async def test_a_caller_who_hangs_up_meanwhile_was_not_transferred(self, talk):
        taken, caller = talk
        transfer = asyncio.create_task(taken.leg.transfer(self.TARGET))
        await caller.next()
        await caller.hang_up()
        assert not await transfer
        assert taken.leg.ending is Ending.CALLER

    @pytest.mark.parametrize("target", ["", "201", "sip:x@y>\r\nEvil: 1", "tel:1022", "sip:a b@c"])
    async def test_what_is_no_address_is_not_called(self, talk, target):
        taken, _ = talk
        assert not await taken.leg.transfer(target)

    async def test_news_of_nothing_are_not_known(self, talk):
        _, caller = talk
        assert (await caller.asked("NOTIFY", "SIP/2.0 200 OK", kind="message/sipfrag", more="Event: refer\r\n")).status == 489

    @staticmethod
    async def tell(caller, status: str, state: str) -> None:
        more = f"Event: refer\r\nSubscription-State: {state}\r\n"
        assert (await caller.asked("NOTIFY", f"SIP/2.0 {status}\r\n", kind="message/sipfrag", more=more)).status == 200
