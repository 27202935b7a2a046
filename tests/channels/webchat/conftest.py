"""The web process as it runs, with a worker and a bot that is not real."""

from __future__ import annotations

import httpx
import pytest
from conversations.bot_pauses import BotPauses

from app.web import create_app
from conversations.handling import MessageHandler
from conversations.limits import Limits
from tests.channels.webchat.personas import WebCitizen
from tests.fakes import FakeBot, FakeDesk
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
async def live_http(app):
    """Calls it over a real connection: for streams, and for what no proper client sends."""
    async with serving(app) as address, httpx.AsyncClient(base_url=address, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture
async def citizen(http):
    return await WebCitizen.arrive(http)


@pytest.fixture
async def stranger(http):
    return await WebCitizen.arrive(http)


@pytest.fixture
async def live_citizen(live_http):
    return await WebCitizen.arrive(live_http)


@pytest.fixture
def bot():
    return FakeBot()


@pytest.fixture
def handler(database, bot):
    return MessageHandler(database, bot, FakeDesk(), BotPauses(database), Limits())
