"""Calls from a page, over a real WebSocket."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from channels.phone.browser.server import BrowserServer, browser_calls
from channels.phone.ports import Captioned, Incoming, MediaLeg
from conversations.calls.models import Ending
from conversations.calls.passes import Holder, Pass, Passes
from tests.channels.phone.stage import LOCALHOST, Line, Listener, Taken, line, loud

CONVERSATION, CALL, STAFF = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


@dataclass
class Joins:
    """Operators' legs."""

    passes: list[Pass] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    async def __call__(self, given: Pass, leg: MediaLeg) -> None:
        self.passes.append(given)
        self.taken.append(Taken(leg, Incoming("web")))
        await self.taken[-1].listen()


@dataclass
class Page:
    line: Line
    taker: Listener
    joins: Joins
    passes: Passes
    url: str

    def open(self, given: Pass | str | None = None):
        text = given if isinstance(given, str) else self.passes.issue(given or Pass(Holder.CITIZEN, CONVERSATION))
        return connect(f"{self.url}/call?pass={text}", proxy=None)


@asynccontextmanager
async def page_of(taker: Listener, **how) -> AsyncIterator[Page]:
    passes, joins = Passes(["k" * 32]), Joins()
    async with line(taker, **how) as there:
        server = BrowserServer(browser_calls(passes, there.reception, there.metronome, joins), LOCALHOST, 0)
        serving = asyncio.create_task(server.keep())
        while not server.started:
            await asyncio.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Page(there, taker, joins, passes, f"ws://{LOCALHOST}:{port}")
        await there.reception.close()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


@pytest.fixture
async def site():
    async with page_of(Listener()) as made:
        yield made


async def closed_with(socket: ClientConnection) -> int | None:
    async with asyncio.timeout(5):
        await socket.wait_closed()
    return socket.close_code


async def test_sound_goes_both_ways_and_keys_up(site):
    async with site.open() as socket:
        taken = await site.taker.call()
        assert taken.incoming == Incoming("web", conversation_id=CONVERSATION)
        await socket.send(loud(2))
        await socket.send('{"key":"5"}')
        await taken.until_heard(frames=2, keys="5")
        taken.leg.play(loud())
        assert await socket.recv() == loud()


async def test_captions_go_down_between_the_sound(site):
    async with site.open() as socket:
        leg = (await site.taker.call()).leg
        assert isinstance(leg, Captioned)
        leg.captions.state("listening")
        leg.captions.heard("khai sinh")
        leg.captions.said("Cần ba giấy tờ.")
        captions = [json.loads(await socket.recv()) for _ in range(3)]
        assert captions == [{"state": "listening"}, {"heard": "khai sinh"}, {"said": "Cần ba giấy tờ."}]


async def test_who_closes_the_page_has_hung_up(site):
    async with site.open():
        taken = await site.taker.call()
    assert await taken.until_over() is Ending.CALLER


async def test_when_we_hang_up_the_page_is_told(site):
    async with site.open() as socket:
        taken = await site.taker.call()
        await taken.leg.hang_up()
        assert json.loads(await socket.recv()) == {"state": "ended:bot"}
        assert await closed_with(socket) == 1000


async def test_without_a_good_pass_nobody_gets_in(site):
    used = site.passes.issue(Pass(Holder.CITIZEN, CONVERSATION))
    async with site.open(used):
        await site.taker.call()
        for given in ("", "x.y", used):
            async with site.open(given) as socket:
                assert await closed_with(socket) == 4403
    assert len(site.taker.calls) == 1


async def test_an_operator_joins_the_call_of_the_pass_and_needs_no_line():
    given = Pass(Holder.OPERATOR, CALL, STAFF)
    async with page_of(Listener(), at_once=1) as page, page.open(), page.open(given) as socket:
        await page.taker.call()
        await socket.send(loud())
        while not page.joins.taken:
            await asyncio.sleep(0.005)
        await page.joins.taken[0].until_heard(frames=1)
        assert page.joins.passes == [given]


async def test_beyond_the_lines_a_page_hears_so_and_beyond_twice_that_is_closed():
    async with page_of(Listener(), at_once=1) as page, page.open(), page.open() as told, page.open() as refused:
        await page.taker.call()
        assert await closed_with(refused) == 4486
        assert await told.recv() == loud()


@pytest.mark.parametrize("text", ["", "{", "[]", '"key"', '{"key":5}', '{"key":"55"}', '{"key":"a"}', '{"key":""}', "[" * 5000, '{"k":1}'])
async def test_what_is_no_message_of_ours_is_let_be(site, text):
    async with site.open() as socket:
        taken = await site.taker.call()
        await socket.send(text)
        await socket.send(b"\x01")
        await socket.send(b"")
        await socket.send('{"key":"1"}')
        await taken.until_heard(keys="1")
        assert taken.keys == "1"


async def test_a_message_that_is_too_long_ends_the_call(site):
    async with site.open() as socket:
        taken = await site.taker.call()
        await socket.send(bytes(100_000))
        assert await closed_with(socket) == 1009
        assert await taken.until_over() is Ending.CALLER


async def test_callers_are_told_before_we_stop(site):
    async with site.open() as socket:
        await site.taker.call()
        closing = asyncio.create_task(site.line.reception.close())
        assert await socket.recv() == loud()
        assert await closed_with(socket) == 1000
        await closing


async def test_the_process_says_that_it_lives(site):
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{site.url.replace('ws', 'http')}/health")).json() == {"status": "ok"}
