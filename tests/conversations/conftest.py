"""The thread with a citizen on a real database and a real job queue; only the bot is not real."""

from __future__ import annotations

import pytest

from conversations.handling import MessageHandler
from conversations.handling_queue import ProcrastinateQueue, queue_app
from conversations.limits import Limits
from conversations.service import ConversationService
from core.settings import PROJECT_ROOT
from core.words import Words
from tests.clocks import RunningClock
from tests.conversations.personas import Citizen, add_staff
from tests.fakes import FakeBot, FakeDesk
from tests.pauses import bot_pauses


@pytest.fixture
def clock():
    return RunningClock()


@pytest.fixture
def limits():
    return Limits()


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "conversations" / "notices.yml", hotline_number="1022")


@pytest.fixture
async def queue(database_url):
    app = queue_app(database_url)
    async with app.open_async():
        yield ProcrastinateQueue(app)


@pytest.fixture
def service(database, queue, words, limits, clock):
    return ConversationService(database, queue, words, limits, clock=clock)


@pytest.fixture
def bot():
    return FakeBot()


@pytest.fixture
def desk():
    return FakeDesk()


@pytest.fixture
def pauses(database):
    return bot_pauses(database)


@pytest.fixture
def handler(database, bot, desk, pauses, limits, clock):
    return MessageHandler(database, bot, desk, pauses, limits, clock=clock)


@pytest.fixture
async def operators(database):
    """Three members of staff, by id."""
    return await add_staff(database, "an", "binh", "chi")


@pytest.fixture
async def citizen(service, database):
    return await Citizen.arrive(service, database)


@pytest.fixture
async def stranger(service, database):
    return await Citizen.arrive(service, database)
