from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import psycopg
import pytest

from conversations.channel_alarms import NOTICES, Alarms
from tests.clocks import SetClock


@pytest.fixture
def time():
    return SetClock()


@pytest.fixture
def alarms(time):
    return Alarms(clock=time)


@pytest.fixture
async def heard(database_url):
    """What other processes hear so far."""
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        await connection.execute(f"LISTEN {NOTICES}")

        async def heard():
            await connection.execute("SELECT 1")
            return [json.loads(notice.payload) async for notice in connection.notifies(timeout=0)]

        yield heard


async def raise_(database, alarms, kind="silent", details=None, channel="zalo"):
    async with database.session() as session:
        await alarms.raise_(session, channel, kind, details)


async def end(database, alarms, *kinds):
    async with database.session() as session:
        await alarms.end(session, "zalo", *kinds)


async def open_kinds(database, alarms):
    async with database.session() as session:
        return [(alarm.channel, alarm.kind) for alarm in await alarms.list_open(session)]


class TestRaising:
    async def test_new_one_is_open_and_heard_by_every_process(self, database, alarms, heard):
        await raise_(database, alarms, details={"minutes": 120})
        assert await open_kinds(database, alarms) == [("zalo", "silent")]
        assert await heard() == [{"channel": "zalo", "kind": "silent", "is_open": True}]

    async def test_the_same_again_rings_no_second_time(self, database, alarms, heard, time):
        await raise_(database, alarms)
        await heard()
        time.now += timedelta(minutes=5)
        await raise_(database, alarms, details={"minutes": 125})
        assert await heard() == []
        async with database.session() as session:
            (alarm,) = await alarms.list_open(session)
        assert alarm.last_at == time.now
        assert alarm.began_at == time.now - timedelta(minutes=5)
        assert alarm.details == {"minutes": 125}

    async def test_raised_a_hundred_times_a_second_it_is_written_once(self, database, alarms):
        await raise_(database, alarms, details={"n": 1})
        for number in range(2, 5):
            await raise_(database, alarms, details={"n": number})
        async with database.session() as session:
            (alarm,) = await alarms.list_open(session)
        assert alarm.details == {"n": 1}

    async def test_two_processes_at_the_same_moment_ring_once(self, database, alarms, heard):
        await asyncio.gather(*(raise_(database, alarms) for _ in range(8)))
        assert len(await heard()) == 1

    async def test_what_is_undone_did_not_ring(self, database, alarms, heard):
        async with database.session() as session:
            await alarms.raise_(session, "zalo", "silent")
            await session.rollback()
        assert await open_kinds(database, alarms) == []
        assert await heard() == []


class TestEnding:
    async def test_it_is_open_no_more_and_every_process_hears(self, database, alarms, heard):
        await raise_(database, alarms)
        await heard()
        await end(database, alarms, "silent")
        assert await open_kinds(database, alarms) == []
        assert await heard() == [{"channel": "zalo", "kind": "silent", "is_open": False}]

    async def test_after_its_end_the_same_rings_again(self, database, alarms, heard):
        await raise_(database, alarms)
        await end(database, alarms, "silent")
        await raise_(database, alarms)
        assert [notice["is_open"] for notice in await heard()] == [True, False, True]

    async def test_the_others_stay(self, database, alarms):
        await raise_(database, alarms)
        await raise_(database, alarms, channel="phone")
        await raise_(database, alarms, "grant_dead")
        await end(database, alarms, "silent")
        assert sorted(await open_kinds(database, alarms)) == [("phone", "silent"), ("zalo", "grant_dead")]

    async def test_all_that_begin_alike_end_together(self, database, alarms):
        for kind in ("needs_admin:-224", "needs_admin:-221", "our_fault"):
            await raise_(database, alarms, kind)
        await end(database, alarms, "needs_admin:")
        assert await open_kinds(database, alarms) == [("zalo", "our_fault")]

    async def test_what_was_never_raised_ends_quietly(self, database, alarms, heard):
        await end(database, alarms, "silent")
        assert await heard() == []
