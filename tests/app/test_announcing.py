"""On a channel without a page, what holds now is told before an answer, once in a conversation."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from app.wiring.announcing import AnnouncingBeforeAnswers
from app.wiring.words import words_of
from conversations.handling import MessageHandler
from conversations.limits import Limits
from conversations.models import MessageKind
from conversations.ports import BotReply
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.clocks import SetClock
from tests.conversations.personas import Citizen
from tests.fakes import FakeBot, FakeDesk
from tests.knowledge_base.made_up import START_OF_TODAY, announcement
from tests.pauses import bot_pauses

LINE = "Thông báo: Bão số 5. Cần biết rõ, bạn cứ hỏi."


@pytest.fixture
def clock():
    return SetClock(START_OF_TODAY + timedelta(hours=1))


@pytest.fixture
def bot():
    return FakeBot()


@pytest.fixture
def handler(settings, database, bot, clock):
    announcing = AnnouncingBeforeAnswers(words_of(settings, "knowledge_base/answering/words.yml"), clock=clock)
    return MessageHandler(database, bot, FakeDesk(), bot_pauses(database), Limits(), announcing=announcing)


@pytest.fixture
def arrive(app, database):
    async def arrive(channel, *, is_trial=False):
        service = app.state.webchat.conversations
        opened = await service.open(channel, is_trial=is_trial)
        return Citizen(service, database, opened.conversation_id, opened.token)

    return arrive


@pytest.fixture
async def storm(database):
    await Publisher(database).publish([announcement()], origin=Origin.EDITED, author="lan")


async def replies(citizen, handler, *said):
    for words in said:
        await handler.handle((await citizen.say(words, uuid.uuid4().hex)).id)
    return await citizen.texts(kind=MessageKind.REPLY)


@pytest.mark.usefixtures("http", "storm")
class TestBeforeAnswers:
    async def test_the_first_answer_of_a_conversation_tells_and_the_next_does_not(self, arrive, handler):
        citizen = await arrive("zalo")
        assert await replies(citizen, handler, "Một", "Hai") == [f"{LINE}\n\nTrả lời: Một", "Trả lời: Hai"]

    @pytest.mark.parametrize(("channel", "is_trial"), [("webchat", False), ("zalo", True)])
    async def test_pages_have_their_banner_and_trials_no_news(self, arrive, handler, channel, is_trial):
        citizen = await arrive(channel, is_trial=is_trial)
        assert await replies(citizen, handler, "Một") == ["Trả lời: Một"]

    async def test_nothing_stands_before_the_numbers_of_danger_and_it_is_told_later(self, arrive, handler, bot):
        citizen = await arrive("zalo")
        bot.behaviour = "emergency"
        assert await replies(citizen, handler, "Cháy") == ["Trả lời: Cháy"]
        bot.behaviour = "answer"
        assert (await replies(citizen, handler, "Hai"))[-1] == f"{LINE}\n\nTrả lời: Hai"

    @pytest.mark.parametrize("moment", [START_OF_TODAY - timedelta(seconds=1), START_OF_TODAY + timedelta(days=1)])
    async def test_not_before_it_holds_and_not_after(self, arrive, handler, clock, moment):
        clock.now = moment
        assert await replies(await arrive("zalo"), handler, "Một") == ["Trả lời: Một"]

    async def test_an_answer_that_tells_of_it_counts_as_told(self, arrive, database, settings, clock):
        citizen = await arrive("zalo")
        announcing = AnnouncingBeforeAnswers(words_of(settings, "knowledge_base/answering/words.yml"), clock=clock)
        reply = BotReply("Bão số 5 …", "answer", details={"entries": [{"kind": "announcement", "key": "storm"}]})
        async with database.session() as session:
            assert await announcing.untold(session, await citizen.conversation(), reply) == {"storm": ""}


@pytest.mark.usefixtures("http")
async def test_one_without_a_banner_is_told_to_nobody_unasked(arrive, handler, database):
    await Publisher(database).publish([announcement(shows_banner=False)], origin=Origin.EDITED, author="lan")
    assert await replies(await arrive("zalo"), handler, "Một") == ["Trả lời: Một"]
