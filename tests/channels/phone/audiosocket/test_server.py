"""Calls that Asterisk brings, over a real TCP connection."""

from __future__ import annotations

import asyncio
import struct
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.phone.audiosocket.server import AudioSocketServer
from channels.phone.ports import Incoming
from channels.phone.sound import SILENCE
from channels.phone.trunks import Trunks
from conversations.calls.models import Ending
from tests.channels.phone.stage import LOCALHOST, Line, Listener, line, loud

HANG_UP, ID, KEY, SOUND = 0x00, 0x01, 0x03, 0x10


def frame(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("!BH", kind, len(content)) + content


@dataclass
class Asterisk:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def next(self) -> tuple[int, bytes]:
        async with asyncio.timeout(5):
            kind, length = struct.unpack("!BH", await self.reader.readexactly(3))
            return kind, await self.reader.readexactly(length)

    async def next_loud(self) -> bytes:
        while True:
            kind, content = await self.next()
            if kind == SOUND and content != SILENCE:
                return content

    async def until_closed(self) -> list[int]:
        """The kinds of what still came."""
        kinds = []
        try:
            while True:
                kinds.append((await self.next())[0])
        except (asyncio.IncompleteReadError, ConnectionError):
            return kinds


@dataclass
class Place:
    line: Line
    taker: Listener
    port: int

    @asynccontextmanager
    async def connected(self, first: bytes | None = None) -> AsyncIterator[Asterisk]:
        reader, writer = await asyncio.open_connection(LOCALHOST, self.port)
        writer.write(frame(ID, uuid.uuid4().bytes) if first is None else first)
        yield Asterisk(reader, writer)
        writer.close()


@asynccontextmanager
async def place(trunks: str = LOCALHOST, **how) -> AsyncIterator[Place]:
    taker = Listener()
    async with line(taker, **how) as there:
        server = AudioSocketServer(Trunks(trunks), there.reception, there.metronome)
        yield Place(there, taker, await server.open(LOCALHOST, 0))
        await there.reception.close()
        server.close()


async def test_sound_goes_both_ways_and_keys_in():
    async with place() as here, here.connected() as asterisk:
        taken = await here.taker.call()
        assert taken.incoming == Incoming("audiosocket")
        asterisk.writer.write(frame(SOUND, loud(2)) + frame(KEY, b"0") + frame(KEY, b"A") + frame(0x77, b"?"))
        await taken.until_heard(frames=2, keys="0")
        taken.leg.play(loud())
        assert await asterisk.next_loud() == loud()


async def test_silence_is_sent_where_nothing_is_said():
    async with place() as here, here.connected() as asterisk:
        assert [await asterisk.next() for _ in range(3)] == [(SOUND, SILENCE)] * 3


@pytest.mark.parametrize("farewell", [frame(HANG_UP), b""])
async def test_the_caller_hangs_up_or_the_connection_goes(farewell):
    async with place() as here:
        async with here.connected() as asterisk:
            taken = await here.taker.call()
            asterisk.writer.write(farewell)
        assert await taken.until_over() is Ending.CALLER


async def test_we_hang_up():
    async with place() as here, here.connected() as asterisk:
        taken = await here.taker.call()
        assert not await taken.leg.transfer("sip:201@pbx")
        await taken.leg.hang_up()
        assert (await asterisk.until_closed())[-1] == HANG_UP


async def test_strangers_and_who_does_not_say_which_call_it_is_are_not_heard():
    async with place("192.0.2.7") as here, here.connected() as stranger:
        assert await stranger.until_closed() == []
    for first in (frame(SOUND, loud()), frame(ID, b"short"), frame(HANG_UP)):
        async with place() as here, here.connected(first) as asterisk:
            assert await asterisk.until_closed() == [HANG_UP]
            assert here.taker.calls == []


async def test_beyond_the_lines_a_caller_hears_so():
    async with place(at_once=1) as here, here.connected(), here.connected() as told, here.connected() as refused:
        assert await told.next_loud() == loud()
        assert await refused.until_closed() == [HANG_UP]


@settings(max_examples=30)
@given(st.binary(max_size=400))
async def test_whatever_comes_the_next_call_is_taken(data):
    async with place() as here:
        async with here.connected(data) as wild:
            wild.writer.write(data)
        async with here.connected() as asterisk:
            assert (await asterisk.next())[0] in (SOUND, HANG_UP)
