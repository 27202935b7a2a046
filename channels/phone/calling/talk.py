"""The conversation of one call: begun, spoken into, followed. The worker answers, as it does in the chat."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from channels.live import Live
from channels.phone.calling.trying import set_within, until_done
from conversations.calls.repository import CallRepository, NewCall
from conversations.models import Message, Sender
from conversations.ports import HandoverReason
from conversations.repository import FOR_STAFF
from conversations.service import ConversationService, History, Status
from core.db import Database

# Should a notice be lost.
_LOOK_SECONDS = 15.0


@dataclass(frozen=True)
class News:
    """What the caller is to be told, oldest first, and who has the conversation now."""

    messages: Sequence[Message]
    status: Status


class HandsToPerson(Protocol):
    async def hand_to_person(self, message_id: uuid.UUID) -> None: ...

    async def hand_to_person_in(self, session: AsyncSession, message_id: uuid.UUID, reason: HandoverReason) -> None:
        """A ticket, and the queue if somebody is there, unless the message has its answer; the bot is not asked."""
        ...


@dataclass(frozen=True)
class Behind:
    """What talks of all calls go through."""

    database: Database
    conversations: ConversationService
    desk: HandsToPerson
    live: Live


class Talk:
    def __init__(self, call_id: uuid.UUID, behind: Behind) -> None:
        self.id = call_id
        self._database = behind.database
        self._conversations = behind.conversations
        self._desk = behind.desk
        self._live = behind.live
        self._count = 0
        self._begun = asyncio.Event()

    async def begin(self, call: NewCall) -> None:
        """Tried until it is done: the greeting is heard meanwhile."""
        await until_done(lambda: self._begin(call))
        self._begun.set()

    async def _begin(self, call: NewCall) -> None:
        async with self._database.session() as session:
            await CallRepository(session).begin(call)

    async def wait_begun(self) -> None:
        await self._begun.wait()

    async def send(self, text: str, reason: HandoverReason | None = None) -> Message:
        """One utterance, or what a key stands for; with a reason it goes to a person in the same moment.

        Tried until it is stored. Raises core.errors.HotlineError for what is refused.
        """
        self._count += 1
        external_id = f"{self.id}-{self._count}"
        await self._begun.wait()
        return await until_done(lambda: self._send(external_id, text, reason))

    async def hand_over(self, message_id: uuid.UUID) -> None:
        """The bot does not answer it."""
        await until_done(lambda: self._desk.hand_to_person(message_id))

    async def _send(self, external_id: str, text: str, reason: HandoverReason | None) -> Message:
        async with self._database.session() as session:
            message = await self._conversations.receive_in(session, self.id, external_id, text)
            if reason is not None:
                await self._desk.hand_to_person_in(session, message.id, reason)
            return message

    async def follow(self, tell: Callable[[News], None]) -> NoReturn:
        await self._begun.wait()
        after = 0
        with self._live.news(self.id) as news:
            while True:
                news.clear()
                history, status = await until_done(lambda seq=after: self._look(seq))  # type: ignore[misc]
                if history.messages:
                    after = history.messages[-1].seq
                tell(News([message for message in history.messages if _is_told(message)], status))
                if not history.has_more:
                    await set_within(news, _LOOK_SECONDS)

    async def _look(self, after: int) -> tuple[History, Status]:
        return await self._conversations.read(self.id, after), await self._conversations.status(self.id)


def _is_told(message: Message) -> bool:
    return message.sender != Sender.CITIZEN and FOR_STAFF not in message.details
