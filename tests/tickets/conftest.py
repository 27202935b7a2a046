"""Tickets on a real database, at 09:00 of a Wednesday."""

from __future__ import annotations

import uuid

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from core.working_days import VietnamHolidays, WorkingCalendar
from core.working_hours import parse_week
from tests.tickets.personas import Desk, SetClock, found_unit, hire
from tickets.actors import Actor
from tickets.deadlines import Deadlines
from tickets.desk_reading import TicketReader
from tickets.rules import TicketRules
from tickets.service import TicketService
from tickets.time_allowed import TimeAllowed


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "tickets" / "words.yml", hotline_number="1022")


@pytest.fixture
def time_allowed():
    calendar = WorkingCalendar(parse_week("T2-T6 07:30-11:30 13:00-17:00"), VietnamHolidays())
    return TimeAllowed(calendar, TicketRules())


@pytest.fixture
def service(database, time_allowed, words, clock):
    return TicketService(database, time_allowed, words, clock=clock)


@pytest.fixture
def reader(database, time_allowed, words, clock):
    return TicketReader(database, time_allowed, words, clock=clock)


@pytest.fixture
def deadlines(database, time_allowed, words):
    return Deadlines(database, time_allowed, words)


@pytest.fixture
def desk(service, database):
    return Desk(service, database)


@pytest.fixture
async def operator(database) -> Actor:
    return Actor.staff(await hire(database, "operator"))


@pytest.fixture
async def unit(database) -> uuid.UUID:
    return await found_unit(database, "STC")
