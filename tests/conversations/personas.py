"""A citizen with a conversation of their own: what they say, and what they see of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from conversations.models import Conversation, Message, Owner
from conversations.repository import ConversationRepository
from conversations.service import ConversationService
from core.db import Database


@dataclass(frozen=True)
class Citizen:
    service: ConversationService
    database: Database
    conversation_id: uuid.UUID
    token: str

    @classmethod
    async def arrive(cls, service: ConversationService, database: Database) -> Citizen:
        opened = await service.open("webchat")
        return cls(service, database, opened.conversation_id, opened.token)

    async def say(self, words: str, external_id: str = "") -> Message:
        return await self.service.receive(self.conversation_id, external_id or uuid.uuid4().hex, words)

    async def thread(self) -> Sequence[Message]:
        return (await self.service.read(self.conversation_id, 0)).messages

    async def texts(self, *, kind: str) -> list[str]:
        return [message.text for message in await self.thread() if message.kind == kind]

    async def states(self) -> list[str | None]:
        return [message.state for message in await self.thread() if message.sender == "citizen"]

    async def waits(self) -> bool:
        return (await self.service.read(self.conversation_id, 0)).is_waiting

    async def conversation(self) -> Conversation:
        async with self.database.session() as session:
            found = await ConversationRepository(session).find(self.conversation_id)
        assert found is not None
        return found

    async def is_taken_over(self, owner: str = Owner.QUEUE) -> None:
        """A person, or the queue for one, holds the conversation from now on."""
        async with self.database.session() as session:
            conversation = await ConversationRepository(session).get_locked(self.conversation_id)
            conversation.owner = owner


async def jobs(database: Database) -> list[dict[str, Any]]:
    """What stands in the queue, first in first out."""
    statement = "SELECT lock, args->>'message_id' AS message_id, status::text, attempts, scheduled_at FROM procrastinate_jobs ORDER BY id"
    async with database.session() as session:
        return [dict(row) for row in (await session.execute(text(statement))).mappings()]
