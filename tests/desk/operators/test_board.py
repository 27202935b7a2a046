from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest

from app.wiring.handling import bot_pauses
from conversations.models import Conversation
from core.clock import utc_now
from desk.operators.board import BoardReader


@pytest.fixture
def readings():
    """One entry for each reading of the board."""
    return []


@pytest.fixture
def reader(settings, database, readings):
    def clock():
        readings.append(utc_now())
        return readings[-1]

    return BoardReader(database, bot_pauses(settings, database), timedelta(seconds=90), clock=clock)


async def wait_in_queue(database):
    async with database.session() as session:
        session.add(Conversation(id=uuid.uuid4(), channel="webchat", external_id=str(uuid.uuid4()), owner="queue"))


class TestBoardReader:
    async def test_all_who_come_at_once_share_one_reading(self, reader, readings):
        boards = await asyncio.gather(*(reader.read() for _ in range(20)))
        assert len(readings) == 1
        assert all(board is boards[0] for board in boards)

    async def test_who_comes_later_sees_what_happened_meanwhile(self, reader, database):
        before = await reader.read()
        await wait_in_queue(database)
        after = await reader.read()
        assert (len(before.rows), len(after.rows)) == (0, 1)

    async def test_one_who_leaves_does_not_take_the_reading_away_from_the_others(self, reader):
        impatient, patient = asyncio.create_task(reader.read()), asyncio.create_task(reader.read())
        await asyncio.sleep(0)
        impatient.cancel()
        assert (await patient).rows == []
