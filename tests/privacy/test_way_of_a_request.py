"""From the citizen's line to the emptied thread, through the handler that every channel has."""

from __future__ import annotations

import pytest

from conversations.handling import MessageHandler
from conversations.handling_queue import ProcrastinateQueue, queue_app
from conversations.limits import Limits
from conversations.service import ConversationService
from core.erasing import ERASED
from core.settings import PROJECT_ROOT
from core.words import Words
from privacy.lines import PrivacyLines
from tests.conversations.personas import Citizen
from tests.fakes import FakeBot
from tests.pauses import bot_pauses
from tests.privacy.planting import rows_with

SECRET = "chồng tôi tên Dấu Vết"


@pytest.fixture
def bot():
    return FakeBot()


@pytest.fixture
def handler(database, bot, people, privacy):
    return MessageHandler(database, bot, PrivacyLines(people, privacy), bot_pauses(database), Limits())


@pytest.fixture
async def citizen(database, database_url):
    app = queue_app(database_url)
    async with app.open_async():
        words = Words(PROJECT_ROOT / "conversations" / "notices.yml", hotline_number="1022")
        yield await Citizen.arrive(ConversationService(database, ProcrastinateQueue(app), words, Limits()), database)


@pytest.fixture
def ask(citizen, handler):
    async def said(text):
        await handler.handle((await citizen.say(text)).id)
        return (await citizen.thread())[-1]

    return said


async def test_asked_confirmed_deleted_and_asked_on(ask, citizen, bot, erasing, database):
    await ask(SECRET)
    question = await ask("xoa het thong tin cua toi di")
    proof = await ask("XÁC NHẬN XÓA")
    assert await erasing.walk() == 1
    assert await rows_with(database, "Dấu Vết") == {}
    kept = [message.text for message in await citizen.thread() if message.text != ERASED]
    assert kept == [question.text, proof.text]
    await ask("làm khai sinh cần gì?")
    # What the bot knew of the dialogue before is gone as well.
    assert (bot.turns[-1].text, bot.turns[-1].context) == ("làm khai sinh cần gì?", {})
    assert bot.turns[-1].session_id != bot.turns[0].session_id


async def test_the_bot_hears_nothing_of_it(ask, bot):
    await ask("xóa dữ liệu của tôi")
    await ask("Không xóa")
    assert bot.turns == []


async def test_an_answer_on_its_way_does_not_bring_the_question_back(ask, citizen, handler, bot, erasing, database):
    await ask("xóa dữ liệu của tôi")
    await ask("xác nhận xóa")

    async def delete_meanwhile(_turn):
        assert await erasing.walk() == 1

    bot.think = delete_meanwhile
    # The fake bot repeats the question in its answer and in the context.
    await handler.handle((await citizen.say(SECRET)).id)
    assert await rows_with(database, "Dấu Vết") == {}
    assert not await citizen.waits()


async def test_a_bot_that_stays_away_hands_nobody_what_was_deleted(ask, citizen, handler, people, erasing):
    await ask("xóa dữ liệu của tôi")
    await ask("xác nhận xóa")
    message = await citizen.say(SECRET)
    await erasing.walk()
    await handler.hand_to_person(message.id)
    assert people.taken == []
