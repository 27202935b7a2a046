from __future__ import annotations

import asyncio
from collections import defaultdict

import psycopg
import pytest

from core.db import libpq_url
from core.listening import Listener


class Heard:
    """What came in on each channel; `until` waits for it."""

    def __init__(self):
        self.on = defaultdict(list)
        self._news = asyncio.Event()

    def hearer(self, channel):
        def hear(payload):
            self.on[channel].append(payload)
            self._news.set()

        return hear

    async def until(self, channel, payloads):
        async with asyncio.timeout(10):
            while self.on[channel] != payloads:
                self._news.clear()
                await self._news.wait()


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
async def listener(database_url, heard):
    """Hears `one` and `two`; begins with the None that says nobody knows what was missed before."""
    listener = Listener(database_url)
    for channel in ("one", "two"):
        listener.on(channel, heard.hearer(channel))
    listening = asyncio.create_task(listener.listen())
    await heard.until("two", [None])
    yield listener
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening


@pytest.fixture
def notify(database_url):
    def notify(channel, payload):
        with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
            connection.execute("SELECT pg_notify(%s, %s)", [channel, payload])

    return notify


def cut(database_url):
    """The database ends the listener's connection; how many there were."""
    mine = "datname = current_database() AND application_name = 'listener'"
    ending = f"SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE {mine}"
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        return len(connection.execute(ending).fetchall())


@pytest.mark.usefixtures("listener")
class TestListen:
    async def test_hears_each_channel_apart(self, heard, notify):
        notify("one", "a")
        notify("two", "b")
        notify("three", "c")
        notify("one", "d")
        await heard.until("one", [None, "a", "d"])
        await heard.until("two", [None, "b"])
        assert set(heard.on) == {"one", "two"}

    async def test_after_a_lost_connection_tells_everybody_that_something_may_be_missed_and_goes_on(self, heard, notify, database_url):
        assert cut(database_url) == 1
        await heard.until("one", [None, None])
        await heard.until("two", [None, None])
        notify("one", "after")
        await heard.until("one", [None, None, "after"])

    async def test_comes_back_however_often_it_is_cut(self, heard, database_url):
        for times in (1, 2):
            assert cut(database_url) == 1
            await heard.until("one", [None] * (times + 1))


class TestOn:
    async def test_one_channel_may_have_several_hearers(self, database_url, heard, notify):
        listener = Listener(database_url)
        for name in ("first", "second"):
            listener.on("shared", heard.hearer(name))
        listening = asyncio.create_task(listener.listen())
        await heard.until("second", [None])
        notify("shared", "a")
        await heard.until("first", [None, "a"])
        await heard.until("second", [None, "a"])
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
