"""Whatever comes to the SIP port: nothing breaks, nothing is kept, and the next call is taken."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager

import pytest
from aiosipua.message import SipRequest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.phone.sip.messages import BadRequest, Unreadable, read_message, response_to, where_to_answer
from channels.phone.sip.offers import NoCommonSound, Session, read_offer
from tests.channels.phone.sip.telephone import telephone
from tests.channels.phone.sip.wild import damaged_messages, damaged_offers
from tests.channels.phone.stage import LOCALHOST, Listener, line

HERE = (LOCALHOST, 9)


def bad_request_in(data: bytes) -> SipRequest | None:
    try:
        read_message(data, HERE)
    except BadRequest as bad:
        return bad.request
    except Unreadable:
        pass
    return None


@contextmanager
def nothing_breaks():
    """No task and no callback may end in an error that nobody awaits."""
    loop, broken = asyncio.get_running_loop(), []
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _, context: broken.append(context))
    yield
    loop.set_exception_handler(before)
    assert broken == []


@settings(max_examples=300)
@given(st.one_of(damaged_messages(), st.binary(max_size=300)))
def test_a_datagram_is_read_or_answered_or_dropped(data):
    bad = bad_request_in(data)
    if bad is not None:
        assert bytes(response_to(bad, 400)).startswith(b"SIP/2.0 400")
        assert where_to_answer(bad, HERE)[0] == LOCALHOST


@settings(max_examples=300)
@given(st.one_of(damaged_offers(), st.binary(max_size=300)))
def test_an_offer_is_read_or_not_acceptable(data):
    try:
        offer = read_offer(data)
    except NoCommonSound:
        return
    answer = Session((LOCALHOST, 4000)).answer(offer).decode()
    assert answer.count("m=audio 4000 RTP/AVP") == 1
    assert answer.count("\r\nm=") == len(offer.media)


@settings(max_examples=15)
@given(st.lists(damaged_messages(), max_size=12))
async def test_after_whatever_came_the_next_call_is_taken(messages):
    taker, tasks = Listener(), len(asyncio.all_tasks())
    with nothing_breaks():
        async with line(taker) as there, telephone(there.address) as caller:
            for data in messages:
                there.endpoint.datagram_received(data, (LOCALHOST, caller.sip_port))
            caller.signals.queue = asyncio.Queue()
            while (answer := await caller.asked("INVITE", caller.sdp()))["Call-ID"] != caller.call_id:
                pass
            assert answer.status == 200
            await caller_hangs_up(caller, answer)
    assert len(asyncio.all_tasks()) == tasks


async def caller_hangs_up(caller, answer) -> None:
    caller.to = answer["To"]
    caller.acknowledge()
    caller.send(caller.request("BYE"))


@pytest.mark.parametrize("missing", ["From", "To", "Call-ID", "CSeq"])
async def test_a_request_without_what_it_must_have_is_bad(missing):
    async with line(Listener()) as there, telephone(there.address) as caller:
        lines = caller.request("INVITE", caller.sdp()).decode().split("\r\n")
        caller.send("\r\n".join(each for each in lines if not each.startswith(f"{missing}:")).encode())
        assert (await caller.next()).status == 400


@pytest.mark.parametrize(
    ("given_line", "instead"), [("CSeq: 1 INVITE", "CSeq: 1 BYE"), ("CSeq: 1 INVITE", "CSeq: x INVITE"), ("CSeq: 1", "CSeq: -1")]
)
async def test_a_request_that_contradicts_itself_is_bad(given_line, instead):
    async with line(Listener()) as there, telephone(there.address) as caller:
        caller.send(caller.request("INVITE", caller.sdp()).replace(given_line.encode(), instead.encode()))
        assert (await caller.next()).status == 400


async def test_fifty_calls_in_the_same_moment_are_taken_told_or_refused():
    taker = Listener()
    async with line(taker, at_once=15) as there, telephone(there.address) as crowd:
        tags = [f"{number:08x}" for number in range(50)]
        for tag in tags:
            crowd.tag = crowd.call_id = tag
            crowd.send(crowd.request("INVITE", crowd.sdp()))
        answers: dict[str, int] = {}
        while len(answers) < 50:
            answer = await crowd.next()
            answers[answer["Call-ID"]] = answer.status
        assert sorted(answers.values()) == [200] * 30 + [486] * 20
        assert there.reception.ask("") is not None
