from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from channels.webchat.reassuring import Reassuring
from tests.working import until


class LateAnswers:
    """Takes down who is looked for, look by look; `failing` looks fail."""

    def __init__(self, failing=0):
        self.looks = []
        self._failing = failing

    async def reassure(self, *message_ids):
        self.looks.append(list(message_ids))
        if len(self.looks) <= self._failing:
            raise OperationalError("", {}, Exception())

    def has_looked(self, times):
        async def look():
            return len(self.looks) >= times

        return until(look)


@pytest.fixture
def begin():
    begun = []

    def reassuring(conversations, after=0.05):
        begun.append(Reassuring(conversations, timedelta(seconds=after)))
        return begun[-1]

    yield reassuring
    for each in begun:
        each.stop()


async def test_all_who_are_due_are_looked_for_in_one_look(begin):
    conversations, asked = LateAnswers(), [uuid.uuid4() for _ in range(30)]
    reassuring = begin(conversations)
    for message_id in asked:
        reassuring.later(message_id)
        # Later than the first is due, sooner than a second look: the rest goes into that one.
        await asyncio.sleep(0.004)
    await conversations.has_looked(2)
    assert [message_id for look in conversations.looks for message_id in look] == asked
    assert len(conversations.looks) == 2


async def test_nobody_is_looked_for_before_their_time(begin):
    conversations = LateAnswers()
    begin(conversations, after=3600).later(uuid.uuid4())
    await asyncio.sleep(0.05)
    assert conversations.looks == []


async def test_who_asks_after_all_others_were_looked_for_is_looked_for_as_well(begin):
    conversations, first, second = LateAnswers(), uuid.uuid4(), uuid.uuid4()
    reassuring = begin(conversations, after=0.0)
    reassuring.later(first)
    await conversations.has_looked(1)
    reassuring.later(second)
    await conversations.has_looked(2)
    assert conversations.looks == [[first], [second]]


async def test_a_database_that_does_not_answer_leaves_those_behind_to_the_next_look(begin):
    conversations, first, second = LateAnswers(failing=1), uuid.uuid4(), uuid.uuid4()
    reassuring = begin(conversations, after=0.0)
    reassuring.later(first)
    await conversations.has_looked(1)
    reassuring.later(second)
    await conversations.has_looked(2)
    assert conversations.looks[1] == [second]
