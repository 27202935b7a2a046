"""The way out over a channel that has to be called, on a real database; only the vendor is not real."""

from __future__ import annotations

import pytest

from channels.delivering import Deliverer
from channels.undelivered import Undelivered
from core.settings import PROJECT_ROOT
from core.words import Words
from core.working_days import VietnamHolidays, WorkingCalendar
from core.working_hours import parse_week
from staff.models import Role
from tests.channels.stage import Alarms, Citizen, Vendor
from tests.clocks import RunningClock
from tests.desk.personas import add_member
from tests.serving import app, http  # noqa: F401 - fixtures
from tickets.conversation_work import ConversationWork
from tickets.rules import TicketRules
from tickets.service import TicketService
from tickets.time_allowed import TimeAllowed
from tickets.unreachable import CallingBack


@pytest.fixture
def set_clock():
    return RunningClock()


@pytest.fixture
def vendor():
    return Vendor()


@pytest.fixture
def alarms():
    return Alarms()


@pytest.fixture
def time_allowed():
    return TimeAllowed(WorkingCalendar(parse_week("T2-T6 07:30-11:30 13:00-17:00"), VietnamHolidays()), TicketRules())


@pytest.fixture
def tickets(database, time_allowed):
    return TicketService(database, time_allowed, Words(PROJECT_ROOT / "tickets/words.yml", hotline_number="1022"))


@pytest.fixture
def undelivered(tickets, alarms):
    calling_back = CallingBack(tickets, ConversationWork(tickets), Words(PROJECT_ROOT / "tickets/words.yml", hotline_number="1022"))
    return Undelivered("zalo", calling_back, alarms, Words(PROJECT_ROOT / "channels/words.yml"))


@pytest.fixture
def deliverer(database, vendor, undelivered, set_clock):
    return Deliverer(database, "zalo", vendor, undelivered, clock=set_clock)


@pytest.fixture
async def lan(database):
    return await Citizen.arrive(database, "lan")


@pytest.fixture
async def minh(database):
    return await Citizen.arrive(database, "minh")


@pytest.fixture
async def operator(database):
    return (await add_member(database, "hoa", Role.OPERATOR)).id
