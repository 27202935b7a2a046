"""Calls on a real database, a real job queue and the real desk; the line, the engines and the bot are a test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.wiring.handling import message_handler
from app.wiring.phone_calls import behind_calls, call_needs
from channels.phone.calling.live import LiveCalls
from channels.phone.calling.senses import Senses
from channels.phone.calling.taking import Taker
from channels.phone.ports import Incoming
from conversations.calls.models import Call
from conversations.models import Conversation, Message
from conversations.repository import ConversationRepository
from core.clock import vietnam_today
from core.db import Database
from core.listening import Listener
from tests.channels.phone.calling.stage import Activity, Caller, Ears, Line, Voice
from tests.channels.phone.calling.tapes import Tapes
from tests.fakes import FakeBot
from tests.working import until, working

CALLER = "0912345678"


@dataclass
class Hotline:
    """A process that takes calls, and what a test looks at afterwards."""

    taker: Taker
    calls: LiveCalls
    database: Database
    ears: Ears
    voice: Voice
    bot: FakeBot
    tapes: Tapes
    lines: list[Line] = field(default_factory=list)
    others: set[asyncio.Task[None]] = field(default_factory=set)

    def aside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self.others.add(task)
        return task

    @asynccontextmanager
    async def call(self, caller: str = CALLER, **incoming: Any) -> AsyncIterator[Caller]:
        line = Line()
        self.lines.append(line)
        taking = asyncio.create_task(self.taker.take(line, Incoming("sip", caller, **incoming)))
        await asyncio.sleep(0)
        try:
            yield Caller(line, self.ears)
        finally:
            await line.hang_up()
            await asyncio.wait_for(taking, 20)

    async def rows(self) -> list[Call]:
        async with self.database.session() as session:
            return list((await session.scalars(select(Call).order_by(Call.began_at))).all())

    async def row(self) -> Call:
        [row] = await until(self.rows)
        return row

    async def conversation(self) -> Conversation:
        async with self.database.session() as session:
            return await session.get_one(Conversation, (await self.row()).conversation_id)

    async def thread(self) -> list[Message]:
        row = await self.row()
        async with self.database.session() as session:
            return list(await ConversationRepository(session).list_after(row.conversation_id, 0, 100))


@pytest.fixture
def is_office_hours():
    return True


@pytest.fixture
def settings(settings, is_office_hours):
    """Whatever day and hour it is where the tests run."""
    today = vietnam_today()
    days = ", ".join(f"{day:%Y-%m-%d}" for day in (today, today + timedelta(days=1)))
    return settings.model_copy(
        update={"working_hours": "T2-CN 00:00-24:00", "extra_working_days" if is_office_hours else "extra_days_off": days}
    )


@pytest.fixture
def bot():
    return FakeBot()


@pytest.fixture
async def hotline(settings, database, database_url, bot):
    ears, voice, tapes = Ears(), Voice(), Tapes()
    senses = Senses(hearing=ears, speaking=voice, activity=Activity(), sayings=voice)
    listener = Listener(database_url)
    async with working(database_url, message_handler(settings, database, bot)) as app:
        calls = LiveCalls()
        needs = call_needs(settings, database, senses, taping=tapes, write=lambda text: text)
        taker = Taker(behind_calls(settings, database, app, listener, bot), calls, needs)
        listening = asyncio.create_task(listener.listen())
        yield Hotline(taker, calls, database, ears, voice, bot, tapes)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
