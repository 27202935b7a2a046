from __future__ import annotations

import asyncio
import uuid

import pytest
from sqlalchemy import select

from conversations.feedback import Feedback
from conversations.models import MessageFeedback
from core.errors import NotFound


@pytest.fixture
def feedback(database, words):
    return Feedback(database, words)


async def ask(citizen, handler):
    """The bot's reply to a question."""
    message = await citizen.say("làm căn cước ở đâu")
    await handler.handle(message.id)
    return (await citizen.thread())[-1]


async def kept(database):
    async with database.session() as session:
        return [(row.message_id, row.is_helpful) for row in await session.scalars(select(MessageFeedback))]


async def test_the_last_word_counts(feedback, citizen, handler, database):
    answer = await ask(citizen, handler)
    for is_helpful in (True, True, False):
        await feedback.give(citizen.conversation_id, answer.id, is_helpful=is_helpful)
    assert await kept(database) == [(answer.id, False)]
    assert await feedback.of_messages([answer.id]) == {answer.id: False}


async def test_saying_the_same_again_is_nothing_new(feedback, citizen, handler, database):
    answer = await ask(citizen, handler)
    moments = []
    for _ in range(2):
        await feedback.give(citizen.conversation_id, answer.id, is_helpful=False)
        async with database.session() as session:
            moments.append(await session.scalar(select(MessageFeedback.at)))
    assert moments[0] == moments[1]


async def test_pressed_twice_at_once_it_is_kept_once(feedback, citizen, handler, database):
    answer = await ask(citizen, handler)
    await asyncio.gather(*(feedback.give(citizen.conversation_id, answer.id, is_helpful=True) for _ in range(5)))
    assert await kept(database) == [(answer.id, True)]


async def test_only_answers_of_the_bot_in_ones_own_conversation(feedback, citizen, stranger, handler, bot, database):
    answer = await ask(citizen, handler)
    bot.behaviour = "smalltalk"
    greeting = await ask(citizen, handler)
    question = (await citizen.thread())[0]
    for conversation_id, message_id in (
        (stranger.conversation_id, answer.id),
        (citizen.conversation_id, question.id),
        (citizen.conversation_id, greeting.id),
        (citizen.conversation_id, uuid.uuid4()),
    ):
        with pytest.raises(NotFound):
            await feedback.give(conversation_id, message_id, is_helpful=True)
    assert await kept(database) == []
