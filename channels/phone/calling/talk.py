"""The conversation of one call: begun, spoken into, followed. The worker answers, as it does in the chat."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

import structlog
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import SQLAlchemyError

from channels.live import Live
from channels.phone.calling.waiting_for import set_within
from conversations.calls.repository import CallRepository, NewCall
from conversations.models import Message, Sender
from conversations.repository import FOR_STAFF
from conversations.service import ConversationService, Status
from core.db import Database

# What the database raises while it is away.
AWAY = (SQLAlchemyError, ConnectorException, OSError, TimeoutError)
_AGAIN_SECONDS = 1.0
# Should a notice be lost.
_LOOK_SECONDS = 15.0
_log = structlog.get_logger()


@dataclass(frozen=True)
class News:
    """What the caller is to be told, oldest first, and who has the conversation now."""

    messages: Sequence[Message]
    status: Status


class Talk:
    def __init__(self, call_id: uuid.UUID, database: Database, conversations: ConversationService, live: Live) -> None:
        self.id = call_id
        self._database = database
        self._conversations = conversations
        self._live = live
        self._count = 0
        self._begun = asyncio.Event()

    async def begin(self, call: NewCall) -> None:
        """Tried until it is done: the greeting is heard meanwhile."""
        while True:
            try:
                async with self._database.session() as session:
                    await CallRepository(session).begin(call)
            except AWAY as error:
                _log.warning("a call has no conversation yet: the database does not answer", error=type(error).__name__)
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                self._begun.set()
                return

    @property
    def is_begun(self) -> bool:
        return self._begun.is_set()

    async def wait_begun(self) -> None:
        await self._begun.wait()

    async def send(self, text: str) -> Message:
        """One utterance, or what a key stands for; tried until it is stored. Raises core.errors.HotlineError for what is refused."""
        self._count += 1
        external_id = f"{self.id}-{self._count}"
        await self._begun.wait()
        while True:
            try:
                return await self._conversations.receive(self.id, external_id, text)
            except AWAY as error:
                _log.warning("an utterance is not stored yet", call_id=str(self.id), error=type(error).__name__)
                await asyncio.sleep(_AGAIN_SECONDS)

    async def follow(self, tell: Callable[[News], None]) -> NoReturn:
        await self._begun.wait()
        after = 0
        with self._live.news(self.id) as news:
            while True:
                news.clear()
                try:
                    history = await self._conversations.read(self.id, after)
                    status = await self._conversations.status(self.id)
                except AWAY as error:
                    _log.warning("a call does not hear its conversation", call_id=str(self.id), error=type(error).__name__)
                    await asyncio.sleep(_AGAIN_SECONDS)
                    continue
                if history.messages:
                    after = history.messages[-1].seq
                tell(News([message for message in history.messages if _is_told(message)], status))
                if not history.has_more:
                    await set_within(news, _LOOK_SECONDS)


def _is_told(message: Message) -> bool:
    return message.sender != Sender.CITIZEN and FOR_STAFF not in message.details
