"""The web process as it runs, with a worker; the bot and the people behind it are not real."""

from __future__ import annotations

import uuid
from dataclasses import replace

import httpx
import pytest

from conversations.handling import MessageHandler
from conversations.limits import Limits
from staff.models import Role, StaffMember
from tests.channels.webchat.fakes import FakePeople
from tests.channels.webchat.personas import WebCitizen
from tests.fakes import FakeBot, FakeDesk
from tests.pauses import bot_pauses
from tests.serving import serving, web_app
from tickets.actors import Actor


@pytest.fixture
def people():
    return FakePeople()


@pytest.fixture
async def operator(database):
    staff_id = uuid.uuid4()
    async with database.session() as session:
        session.add(StaffMember(id=staff_id, username="lan", display_name="Lan", roles=[Role.OPERATOR], password_hash="x"))
    return Actor.staff(staff_id)


@pytest.fixture
def app(settings, database_url, people):
    with web_app(settings, database_url) as made:
        made.state.webchat = replace(made.state.webchat, people=people)
        yield made


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
    return MessageHandler(database, bot, FakeDesk(), bot_pauses(database), Limits())
