"""A question that people left: the bot answers it if it can, and otherwise nothing is said twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from conversations.asking_again import ask_again
from conversations.bot_pauses import PauseScope
from conversations.handling import MessageHandler
from conversations.limits import Limits
from conversations.models import MessageKind
from conversations.ports import HandoverReason
from conversations.repository import ConversationRepository
from core.errors import Unavailable
from tests.conversations.personas import jobs

_DONE = text("DELETE FROM procrastinate_jobs")
QUESTION = "đổi thẻ căn cước ở đâu"


@pytest.fixture
async def left(citizen, handler, queue, database, bot):
    """Asked while the citizen waited in the queue, which they leave now."""
    await citizen.is_queued()
    question = await citizen.say(QUESTION)
    await handler.handle(question.id)
    bot.turns.clear()
    async with database.session() as session:
        await session.execute(_DONE)
    await citizen.is_handed_back()
    async with database.session() as session:
        repository = ConversationRepository(session)
        await repository.get_locked(citizen.conversation_id)
        await ask_again(session, queue, await repository.get_message(question.id))
    return question


class TestAskAgain:
    async def test_it_is_queued_and_waits_for_the_bot(self, left, citizen, database):
        assert [job["message_id"] for job in await jobs(database)] == [str(left.id)]
        assert await citizen.waits()

    async def test_the_bot_answers_it(self, left, citizen, handler, bot):
        await handler.handle(left.id)
        assert bot.texts == [QUESTION]
        assert await citizen.texts(kind=MessageKind.REPLY) == [f"Trả lời: {QUESTION}"]
        assert await citizen.states() == ["answered"]

    @pytest.mark.parametrize("behaviour", ["refuse", "smalltalk"])
    async def test_what_it_cannot_answer_stays_a_persons_and_nothing_is_said(self, left, citizen, handler, bot, behaviour):
        bot.behaviour = behaviour
        await handler.handle(left.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == []
        assert await citizen.states() == ["needs_person"]
        assert not await citizen.waits()

    async def test_it_is_not_handed_over_once_more(self, left, citizen, handler, bot, desk):
        bot.handover = HandoverReason.ASKED
        await handler.handle(left.id)
        assert desk.taken == []
        assert await citizen.states() == ["needs_person"]

    async def test_nor_while_the_bot_is_paused(self, left, citizen, handler, bot, desk, pauses, operators):
        await pauses.start(PauseScope.ALL, "", "sai phí", operators["an"])
        await handler.handle(left.id)
        assert (bot.texts, desk.taken, await citizen.states()) == ([], [], ["needs_person"])

    async def test_nor_when_the_bot_is_away_for_good(self, left, citizen, database, bot, desk, pauses, clock):
        bot.go_away()
        impatient = MessageHandler(database, bot, desk, pauses, Limits(give_up=timedelta(0)), clock=clock)
        await impatient.handle(left.id)
        assert (desk.taken, await citizen.states()) == ([], ["needs_person"])

    async def test_while_its_first_handling_still_waits_there_is_no_second(self, citizen, queue, database):
        await citizen.is_queued()
        question = await citizen.say(QUESTION)
        await citizen.is_handed_back()
        async with database.session() as session:
            repository = ConversationRepository(session)
            await repository.get_locked(citizen.conversation_id)
            await ask_again(session, queue, await repository.get_message(question.id))
        assert len(await jobs(database)) == 1

    async def test_looking_for_danger_in_it_that_ends_late_hands_nothing_over(self, citizen, handler, bot, queue, database, desk):
        await citizen.is_queued()
        question = await citizen.say(QUESTION)

        async def leave_the_queue(_turn):
            bot.think = None
            await citizen.is_handed_back()
            async with database.session() as session:
                repository = ConversationRepository(session)
                await repository.get_locked(citizen.conversation_id)
                await ask_again(session, queue, await repository.get_message(question.id))

        bot.think = leave_the_queue
        await handler.handle(question.id)
        assert desk.taken == []
        assert await citizen.waits()


class TestUnderstood:
    async def test_what_the_bot_made_of_a_message_that_waits_for_people_is_kept_with_it(self, citizen, handler, bot):
        await citizen.is_queued()
        bot.behaviour = "handover"
        message = await citizen.say("gap nhan vien di chau oi")
        await handler.handle(message.id)
        [kept] = await citizen.thread()
        assert kept.details == {"understood": {"behaviour": "handover"}}

    async def test_a_bot_that_is_away_leaves_it_as_it_was(self, citizen, handler, bot):
        await citizen.is_queued()
        bot.fault = Unavailable("bot", "away")
        message = await citizen.say("gap nhan vien di chau oi")
        await handler.handle(message.id)
        [kept] = await citizen.thread()
        assert kept.details == {}
