"""Calls from their INVITE to their BYE, over UDP."""

from __future__ import annotations

import asyncio

import pytest

from channels.phone.ports import Incoming
from conversations.calls.models import Ending
from tests.channels.phone.sip.telephone import A_LAW_LOUD, telephone
from tests.channels.phone.stage import Echo, Listener, line, loud


@pytest.fixture
def taker():
    return Listener()


async def test_a_call_is_answered_with_the_sound_that_was_offered_first(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        answer = await caller.call()
        taken = await taker.call()
        assert taken.incoming == Incoming("sip", "0912345678")
        assert "RTP/AVP 8 101\r\n" in answer.body
        assert "a=rtpmap:101 telephone-event/8000" in answer.body


@pytest.mark.parametrize(("formats", "taken"), [("0 8 101", "0 101"), ("18 8 101", "8 101"), ("9 3 0", "0"), ("8", "8")])
async def test_of_what_is_offered_the_first_that_we_have_is_taken(taker, formats, taken):
    async with line(taker) as there, telephone(there.address) as caller:
        answer = await caller.call(caller.sdp(formats=formats))
        assert f"RTP/AVP {taken}\r\n" in answer.body


@pytest.mark.parametrize("body", ["v=0\r\n", "rubbish", "v=0\r\nc=IN IP4 127.0.0.1\r\nm=video 9 RTP/AVP 96\r\n"])
async def test_without_sound_that_we_have_a_call_is_not_acceptable(taker, body):
    async with line(taker) as there, telephone(there.address) as caller:
        assert (await caller.asked("INVITE", body)).status == 488


@pytest.mark.parametrize("how", [{"formats": "18 3"}, {"host": "224.0.0.1"}, {"host": "nowhere"}, {"formats": "x y"}])
async def test_sound_that_leads_nowhere_is_not_acceptable(taker, how):
    async with line(taker) as there, telephone(there.address) as caller:
        assert (await caller.asked("INVITE", caller.sdp(**how))).status == 488


async def test_video_beside_the_sound_is_declined_in_its_place(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        answer = await caller.call(caller.sdp(more="m=video 5004 RTP/AVP 96\r\n"))
        assert answer.body.index("m=audio 4") < answer.body.index("m=video 0 RTP/AVP 96")


async def test_what_the_caller_says_is_heard_and_what_is_played_is_sent(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        await caller.call()
        taken = await taker.call()
        for _ in range(10):
            caller.say()
        await taken.until_heard(frames=10)
        taken.leg.play(loud())
        payload, sender = await caller.next_loud()
        assert len(payload) == 160
        assert sender == caller.their_sound


async def test_the_caller_hangs_up(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        await caller.call()
        taken = await taker.call()
        assert (await caller.hang_up()).status == 200
        assert await taken.until_over() is Ending.CALLER
        assert (await caller.asked("OPTIONS")).status == 481


async def test_we_hang_up(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        await caller.call()
        taken = await taker.call()
        hanging_up = asyncio.create_task(taken.leg.hang_up())
        bye = await caller.until_asked("BYE")
        await hanging_up
        assert bye["To"].endswith(f"tag={caller.tag}")
        assert taken.leg.ending is Ending.BOT


async def test_a_hang_up_before_the_acknowledgement_gives_the_line_back(taker):
    async with line(taker, at_once=1) as there, telephone(there.address) as caller:
        answer = await caller.asked("INVITE", caller.sdp())
        caller.to = answer["To"]
        assert (await caller.hang_up()).status == 200
        async with telephone(there.address) as next_caller:
            await next_caller.call()
            await taker.call()


async def test_a_repeated_invite_is_answered_again_and_begins_no_second_call(taker):
    async with line(taker, at_once=1) as there, telephone(there.address) as caller:
        invite = caller.request("INVITE", caller.sdp())
        caller.send(invite)
        first = await caller.next()
        caller.send(invite)
        again = await caller.next()
        assert again["To"] == first["To"]
        assert again.body == first.body


async def test_an_answer_that_is_not_acknowledged_is_sent_again(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        first = await caller.asked("INVITE", caller.sdp())
        again = await caller.next(seconds=2)
        assert (again.status, again["To"]) == (200, first["To"])
        assert taker.calls == []


async def test_a_cancelled_call_is_terminated_or_was_answered_before(taker):
    async with line(taker, at_once=1) as there, telephone(there.address) as caller:
        caller.send(caller.request("INVITE", caller.sdp()))
        caller.send(caller.request("CANCEL", number=caller.number))
        answers = [await caller.next(), await caller.next()]
        by_method = {answer["CSeq"].split()[1]: answer.status for answer in answers}
        assert by_method["CANCEL"] == 200
        assert by_method["INVITE"] in (200, 487)


async def test_nothing_is_known_of_a_call_that_never_was(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        assert (await caller.asked("CANCEL")).status == 481
        assert (await caller.asked("BYE")).status == 481


async def test_a_call_without_an_offer_gets_ours_and_answers_with_the_acknowledgement(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        offer = await caller.asked("INVITE")
        assert "RTP/AVP 8 0 101" in offer.body
        caller.to, caller.their_sound = offer["To"], ("127.0.0.1", offer.port_of_sound)
        caller.acknowledge(caller.sdp(formats="0 101"))
        taken = await taker.call()
        caller.say(b"\x00" * 160, kind=0)
        await taken.until_heard(frames=1)
        taken.leg.play(loud())
        await caller.next_loud()


async def test_strangers_are_refused(taker):
    async with line(taker, trunks="192.0.2.7 198.51.100.0/24") as there, telephone(there.address) as caller:
        assert (await caller.asked("INVITE", caller.sdp())).status == 403
        assert (await caller.asked("OPTIONS")).status == 403


async def test_an_exchange_asks_whether_we_are_there(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        answer = await caller.asked("OPTIONS")
        assert answer.status == 200
        assert "INVITE" in answer["Allow"]


async def test_what_is_not_spoken_here_is_said_to_be(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        assert (await caller.asked("SUBSCRIBE")).status == 405
        unsupported = await caller.asked("INVITE", caller.sdp(), more="Require: 100rel\r\n")
        assert (unsupported.status, unsupported["Unsupported"]) == (420, "100rel")


async def test_an_echo_is_what_was_said(taker):
    async with line(Echo()) as there, telephone(there.address) as caller:
        await caller.call()
        caller.say()
        payload, _ = await caller.next_loud()
        assert payload == A_LAW_LOUD


async def test_calls_beyond_the_lines_are_told_so_and_beyond_twice_that_refused(taker):
    async with line(taker, at_once=1) as there, telephone(there.address) as first, telephone(there.address) as second:
        await first.call()
        await second.call()
        await second.next_loud()
        assert there.sayings.said == ["all_lines_busy"]
        async with telephone(there.address) as third:
            assert (await third.asked("INVITE", third.sdp())).status == 486
        await second.until_asked("BYE")
        assert len(taker.calls) == 1


async def test_a_call_lasts_no_longer_than_allowed(taker):
    async with line(taker, call_seconds=0.1) as there, telephone(there.address) as caller:
        await caller.call()
        taken = await taker.call()
        await caller.next_loud()
        await caller.until_asked("BYE")
        assert there.sayings.said == ["too_long"]
        assert await taken.until_over() is Ending.TOO_LONG


async def test_callers_are_told_before_we_stop(taker):
    async with line(taker) as there, telephone(there.address) as caller:
        await caller.call()
        taken = await taker.call()
        closing = asyncio.create_task(there.reception.close())
        await caller.next_loud()
        await caller.until_asked("BYE")
        await closing
        assert taken.leg.ending is Ending.LOST
        async with telephone(there.address) as late:
            assert (await late.asked("INVITE", late.sdp())).status == 503


async def test_without_a_port_left_a_call_is_refused_and_the_line_given_back(taker):
    async with line(taker, rtp_ports="42390-42391") as there, telephone(there.address) as first, telephone(there.address) as second:
        await first.call()
        assert (await second.asked("INVITE", second.sdp())).status == 503
        await first.hang_up()
        second.acknowledge()
        async with telephone(there.address) as third:
            await third.call()
