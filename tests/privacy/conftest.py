"""Requests about one's own data on a real database, at 09:00 of a Wednesday, with the erasing of the worker."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.wiring.privacy import channel_traces, learned_traces
from app.wiring.recordings import recordings_of
from app.wiring.tickets import working_calendar
from conversations.attachments.storage import AttachmentStorage
from conversations.notices import tell
from conversations.repository import ConversationRepository
from core.settings import PROJECT_ROOT
from core.words import Words
from privacy.erasing import Erasing, Places
from privacy.lines import PrivacyLines
from privacy.models import DataRequest
from privacy.service import ByStaff, PrivacyService
from tests.clocks import SetClock
from tests.fakes import FakeDesk
from tests.tickets.chatting import Chat
from tests.tickets.personas import at, hire
from tickets.rules import TicketRules
from tickets.service import TicketService
from tickets.time_allowed import TimeAllowed

ADDRESS = "https://1022.example"


@pytest.fixture
def clock():
    return SetClock(at("2026-11-25 09:00"))


@pytest.fixture
def calendar(settings):
    return working_calendar(settings)


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "privacy" / "words.yml", hotline_number="1022")


@pytest.fixture
def privacy(words, calendar, clock):
    return PrivacyService(words, calendar, ADDRESS, clock=clock)


@pytest.fixture
def storage(settings):
    return AttachmentStorage(settings.var_dir / "attachments")


@pytest.fixture
def recordings(settings):
    return recordings_of(settings)


@pytest.fixture
def tickets(database, calendar, clock):
    words = Words(PROJECT_ROOT / "tickets" / "words.yml", hotline_number="1022")
    return TicketService(database, TimeAllowed(calendar, TicketRules()), words, clock=clock)


@pytest.fixture
def erasing(database, tickets, storage, recordings, clock):
    return Erasing(database, tickets, Places(storage, recordings, channel_traces(), learned_traces()), clock=clock)


@pytest.fixture
async def chat(database, clock):
    return await Chat.begin(database, clock)


@pytest.fixture
def people():
    return FakeDesk()


@pytest.fixture
def say(database, chat, people, privacy):
    """What is said to the citizen's line before the bot sees it; None when the bot may."""
    lines = PrivacyLines(people, privacy)

    async def answer(text):
        line = await chat.citizen_says(text)
        async with database.session() as session:
            conversation = await ConversationRepository(session).get_locked(chat.id)
            said = await lines.answer(session, conversation, line)
            if said is not None:
                await tell(ConversationRepository(session), conversation, said)
            return said

    return answer


@pytest.fixture
async def supervisor(database):
    return ByStaff(await hire(database, "mai"), "Người dân gọi điện yêu cầu")


@pytest.fixture
def requests(database):
    async def all_of_them():
        async with database.session() as session:
            return (await session.scalars(select(DataRequest).order_by(DataRequest.asked_at, DataRequest.code))).all()

    return all_of_them
