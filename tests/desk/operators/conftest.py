"""The web process as it runs, people at the desk, a citizen, and a worker's hands; only the bot is not real."""

from __future__ import annotations

import pytest

from app.wiring.handling import message_handler
from tests.channels.webchat.personas import WebCitizen
from tests.desk.operators.personas import CitizenWithBot
from tests.desk.personas import at_the_desk
from tests.fakes import FakeBot
from tests.serving import serving


@pytest.fixture
async def desk(app, http, database):
    async with at_the_desk(app, database) as people:
        yield people


@pytest.fixture
async def live(app, database):
    """The same over real connections, for streams: (address, people)."""
    async with serving(app) as address, at_the_desk(address, database) as people:
        yield address, people


@pytest.fixture
def bot():
    return FakeBot()


@pytest.fixture
def handler(settings, database, bot):
    return message_handler(settings, database, bot)


@pytest.fixture
async def citizen(http, handler, bot):
    return CitizenWithBot(await WebCitizen.arrive(http), handler, bot)
