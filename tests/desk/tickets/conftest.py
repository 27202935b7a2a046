"""The tickets' pages behind the real gate, at 09:00 of a Wednesday."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.web import _answer_errors
from app.wiring.staff import desk_access
from app.wiring.tickets import desk_tickets
from app.wiring.words import words_of
from desk.tickets.endpoints import router
from tests.clocks import SetClock
from tests.desk.personas import at_the_desk
from tests.tickets.personas import Desk, at


async def _no_sectors():
    return []


@pytest.fixture
def clock():
    return SetClock(at("2026-11-25 09:00"))


@pytest.fixture
def app(settings, database, clock):
    made = FastAPI()
    _answer_errors(made, words_of(settings, "channels/webchat/words.yml"))
    made.state.desk_access = desk_access(settings, database, sectors=_no_sectors, max_attachment_megabytes=20)
    made.state.desk_tickets = desk_tickets(settings, database, clock=clock)
    made.include_router(router)
    return made


@pytest.fixture
def desk(app, database):
    return Desk(app.state.desk_tickets.service, database)


@pytest.fixture
async def people(app, database):
    async with at_the_desk(app, database) as people:
        for person in people.everybody:
            person.base_url = person.base_url.join("/desk/api/")
        yield people


@pytest.fixture
def operator(people):
    return people.operator
