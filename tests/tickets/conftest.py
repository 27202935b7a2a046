"""Tickets on a real database, at 09:00 of a Wednesday."""

from __future__ import annotations

import uuid

import pytest

from app.wiring.handling import open_questions
from core.settings import PROJECT_ROOT
from core.words import Words
from core.working_days import VietnamHolidays, WorkingCalendar
from core.working_hours import parse_week
from staff.duty import SILENT_FOR, set_duty
from staff.models import DutyState
from tests.clocks import SetClock
from tests.tickets.chatting import Chat
from tests.tickets.personas import Desk, at, found_unit, hire
from tickets.actors import Actor
from tickets.citizen_lines import CitizenLines
from tickets.conversation_work import ConversationWork
from tickets.deadlines import Deadlines
from tickets.desk_reading import TicketReader
from tickets.handing_over import DeskHours, HandingOver
from tickets.queue_telling import QueueTelling
from tickets.rules import TicketRules
from tickets.service import TicketService
from tickets.time_allowed import TimeAllowed


@pytest.fixture
def clock():
    return SetClock(at("2026-11-25 09:00"))


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


@pytest.fixture
def handover_words():
    return Words(PROJECT_ROOT / "tickets" / "handover_words.yml", hotline_number="1022")


@pytest.fixture
def work(service):
    return ConversationWork(service)


@pytest.fixture
def questions(database):
    return open_questions(database)


@pytest.fixture
def telling(service, work, handover_words, questions):
    return QueueTelling(service, work, handover_words, questions)


@pytest.fixture
def lines(service, work, questions, handover_words, clock):
    return CitizenLines(service, work, questions, handover_words, clock=clock)


@pytest.fixture
def handing_over(service, lines, handover_words, time_allowed, clock):
    return HandingOver(service, lines, handover_words, DeskHours(time_allowed.calendar, SILENT_FOR), clock=clock)


@pytest.fixture
async def chat(database, clock):
    return await Chat.begin(database, clock)


@pytest.fixture
def on_duty(database, clock):
    """Hires somebody and puts them on duty, heard from just now."""

    async def begin(username="lan", state=DutyState.ON_DUTY):
        staff_id = await hire(database, username)
        async with database.session() as session:
            await set_duty(session, staff_id, state, clock=clock)
        return staff_id

    return begin
