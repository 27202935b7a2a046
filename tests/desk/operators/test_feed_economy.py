from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.wiring.words import words_of
from conversations.models import Conversation
from conversations.repository import CHANNEL
from desk.operators.feed import Feed
from staff.models import Role
from tests.desk.personas import add_member


class FakeListener:
    """Notices come when the test says so."""

    def __init__(self):
        self._hearers = defaultdict(list)

    def on(self, channel, hearer):
        self._hearers[channel].append(hearer)

    def notify(self, channel, payload):
        for hearer in self._hearers[channel]:
            hearer(payload)


@pytest.fixture
def listener():
    return FakeListener()


@pytest.fixture
async def feed(settings, database, listener):
    made = Feed(database, listener, words_of(settings, "desk/operators/alerts.yml"), timedelta(seconds=90))
    running = asyncio.create_task(made.run())
    yield made
    made.stop()
    await running


@pytest.fixture
async def operator(database):
    return await add_member(database, "anna", Role.OPERATOR)


@pytest.fixture
async def waiting(database):
    """A conversation in the queue."""
    conversation_id = uuid.uuid4()
    async with database.session() as session:
        session.add(Conversation(id=conversation_id, channel="webchat", external_id="1", owner="queue", ownership_number=1, times_queued=1))
    return conversation_id


async def change(database, conversation_id, **values):
    async with database.session() as session:
        await session.execute(update(Conversation).where(Conversation.id == conversation_id).values(**values))


async def told(desk, *, until):
    """The names of all events up to the first of that name, and its data."""
    names = []
    async with asyncio.timeout(5):
        while True:
            name, data = await desk.events.get()
            names.append(name)
            if name == until:
                return names, data


class TestFeed:
    async def test_colleagues_are_told_when_a_conversation_has_another_owner_and_not_at_every_message(
        self, feed, listener, database, operator, waiting
    ):
        with feed.follow(operator.id, frozenset()) as desk:
            listener.notify(CHANNEL, None)
            await told(desk, until="hello")
            await change(database, waiting, next_seq=2)
            listener.notify(CHANNEL, str(waiting))
            await told(desk, until="row")
            await change(database, waiting, owner="operator", owner_id=operator.id, ownership_number=2)
            listener.notify(CHANNEL, str(waiting))
            names, data = await told(desk, until="staff")
        assert names == ["row", "staff"]
        assert '"conversations": 1' in data

    async def test_what_waits_is_taken_out_in_the_order_it_came(self, feed, operator):
        with feed.follow(operator.id, frozenset()) as desk:
            desk.tell("row", "1")
            desk.tell("row", "2")
            assert [data for _, data in desk.waiting()] == ["1", "2"]
            assert list(desk.waiting()) == []
