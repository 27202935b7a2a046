"""The tickets' pages behind the real gate, at 09:00 of a Wednesday."""

from __future__ import annotations

from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI

from app.web import _answer_errors
from app.wiring.staff import desk_access
from app.wiring.tickets import desk_tickets
from app.wiring.words import words_of
from desk.tickets.endpoints import router
from staff.models import Role, StaffMember
from staff.sessions import Browser
from tests.tickets.personas import Desk, SetClock, hire


async def _no_sectors():
    return []


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def app(settings, database, clock):
    optional = settings.model_copy(update={"desk_second_factor": "optional"})
    made = FastAPI()
    _answer_errors(made, words_of(settings, "channels/webchat/words.yml"))
    made.state.desk_access = desk_access(optional, database, sectors=_no_sectors, max_attachment_megabytes=20)
    made.state.desk_tickets = desk_tickets(settings, database, clock=clock)
    made.include_router(router)
    return made


@pytest.fixture
def desk(app, database):
    return Desk(app.state.desk_tickets.service, database)


@pytest.fixture
def signed_in(app, database):
    """A browser of somebody with these roles; its `staff_id` is theirs."""

    @asynccontextmanager
    async def browser(username, *roles):
        staff_id = await hire(database, username, *roles)
        async with database.session() as session:
            member = await session.get_one(StaffMember, staff_id)
            member.must_change_password = False
            opened = await app.state.desk_access.sessions.open(session, member, Browser("127.0.0.1", "test"))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        headers = {"X-CSRF-Token": opened.signed_in.csrf_token, "Cookie": f"desk_session={opened.token}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.test/desk/api", headers=headers) as client:
            client.staff_id = staff_id
            yield client

    return browser


@pytest.fixture
async def operator(signed_in):
    async with signed_in("lan", Role.OPERATOR) as client:
        yield client


@pytest.fixture
async def admin(signed_in):
    async with signed_in("admin", Role.ADMIN) as client:
        yield client


@pytest.fixture
async def nobody(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.test/desk/api") as client:
        yield client
