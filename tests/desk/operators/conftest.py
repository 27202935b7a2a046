"""The web process as it runs, people at the desk, a citizen, and a worker's hands; only the bot is not real."""

from __future__ import annotations

import httpx
import pytest

from app.web import create_app
from app.wiring.handling import message_handler
from conversations.ports import HandoverReason
from tests.channels.webchat.personas import WebCitizen
from tests.desk.operators.personas import CitizenWithBot
from tests.desk.personas import at_the_desk
from tests.fakes import FakeBot
from tests.serving import serving


@pytest.fixture
def app(settings, database_url):
    made = create_app(settings, database_url)
    yield made
    for task in made.state.webchat.late:
        task.cancel()


@pytest.fixture
async def http(app):
    """Calls the program directly, as fast as it goes."""
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
            yield client


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
    made = FakeBot()
    made.handover = HandoverReason.ASKED
    return made


@pytest.fixture
def handler(settings, database, bot):
    return message_handler(settings, database, bot)


@pytest.fixture
async def citizen(http, handler):
    return CitizenWithBot(await WebCitizen.arrive(http), handler)
