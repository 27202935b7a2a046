from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.calls.models import Call
from conversations.calls.recordings import Recordings
from conversations.calls.retention import RecordingRetention
from tests.clocks import SetClock
from tests.conversations.calls.calling import made_call
from tests.tickets.personas import at

DAYS = timedelta(days=90)
NOW = at("2026-11-25 09:00")


@pytest.fixture
def recordings(settings):
    return Recordings(settings.var_dir / "recordings", settings.secret_keys)


@pytest.fixture
def recorded(database, recordings):
    async def call(began_at):
        made = await made_call(database, began_at=began_at, recording_path="there", recording_until=began_at + DAYS)
        recordings.begin(made.id).close()
        return made

    return call


@pytest.fixture
def walk(database, recordings):
    return lambda kept_for=DAYS: RecordingRetention(database, recordings, kept_for, clock=SetClock(NOW)).walk()


async def path_of(database, call):
    async with database.session() as session:
        return (await session.get_one(Call, call.id)).recording_path


async def test_goes_when_its_time_is_over_and_not_before(database, recordings, recorded, walk):
    old, young = await recorded(NOW - DAYS), await recorded(NOW - DAYS + timedelta(seconds=1))
    assert await walk() == 1
    assert list(recordings.list_all()) == [young.id]
    assert (await path_of(database, old), await path_of(database, young)) == ("", "there")


async def test_a_shorter_time_holds_for_what_there_is_already(recordings, recorded, walk):
    await recorded(NOW - timedelta(days=31))
    young = await recorded(NOW - timedelta(days=29))
    await walk(timedelta(days=30))
    assert list(recordings.list_all()) == [young.id]


async def test_a_longer_time_prolongs_nothing_that_was_promised_to_go(recordings, recorded, walk):
    await recorded(NOW - DAYS)
    await walk(timedelta(days=365))
    assert list(recordings.list_all()) == []


async def test_where_nothing_is_kept_any_more_everything_goes(recordings, recorded, walk):
    await recorded(NOW - timedelta(minutes=1))
    await walk(timedelta())
    assert list(recordings.list_all()) == []


async def test_a_file_whose_row_says_nothing_of_it_goes(database, recordings, walk):
    forgotten = await made_call(database, began_at=NOW)
    recordings.begin(forgotten.id).close()
    assert await walk() == 1
    assert list(recordings.list_all()) == []
