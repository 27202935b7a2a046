from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from channels.phone.recording.taping import RecordedCalls
from channels.phone.sound import SILENCE
from conversations.calls.models import Call
from conversations.calls.recordings import Recordings
from tests.clocks import SetClock
from tests.conversations.calls.calling import made_call
from tests.tickets.personas import at

NOW = at("2026-11-25 09:00")


@pytest.fixture
def recordings(settings):
    return Recordings(settings.var_dir / "recordings", settings.secret_keys)


@pytest.fixture
def taping(database, recordings):
    return RecordedCalls(database, recordings, timedelta(days=90), clock=SetClock(NOW))


async def row_of(database, call):
    async with database.session() as session:
        return await session.get_one(Call, call.id)


async def test_the_row_says_where_it_lies_and_when_it_goes(database, taping, recordings):
    call = await made_call(database)
    tape = await taping.begin(call.id)
    tape.caller(SILENCE)
    await tape.close()
    row = await row_of(database, call)
    assert (row.recording_path, row.recording_until) == (recordings.name_of(call.id), NOW + timedelta(days=90))
    assert recordings.open(call.id).is_whole


async def test_a_setting_of_no_days_records_nothing(database, recordings):
    call = await made_call(database)
    assert await RecordedCalls(database, recordings, timedelta()).begin(call.id) is None
    assert (await row_of(database, call)).recording_path == ""


async def test_a_call_that_nobody_knows_is_not_recorded(taping, recordings):
    assert await taping.begin(uuid.uuid4()) is None
    assert list(recordings.list_all()) == []


async def test_a_folder_that_cannot_be_written_leaves_no_promise_in_the_row(database, taping, recordings, settings):
    call = await made_call(database)
    folder = settings.var_dir / "recordings"
    folder.mkdir(parents=True)
    (folder / str(call.id)[:2]).write_text("no folder")
    assert await taping.begin(call.id) is None
    assert (await row_of(database, call)).recording_path == ""


async def test_of_a_call_whose_caller_refuses_nothing_stays(database, taping, recordings):
    call = await made_call(database)
    tape = await taping.begin(call.id)
    for _ in range(120):
        tape.caller(SILENCE)
    await tape.discard()
    assert (await row_of(database, call)).recording_path == ""
    assert list(recordings.list_all()) == []
