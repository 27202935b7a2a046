"""A citizen with a conversation of their own: what they say, and what they see of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from conversations.models import Conversation, Message
from conversations.ownership import PROGRAM, By, Change, Move, change_owner
from conversations.repository import ConversationRepository
from conversations.service import ConversationService
from core.clock import utc_now
from core.db import Database
from staff.models import StaffMember


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

    async def is_queued(self) -> None:
        """The citizen waits for a person from now on."""
        await self.moves(Change(Move.HAND_OVER, PROGRAM))

    async def is_taken_over(self, staff_id: uuid.UUID) -> None:
        """This operator holds the conversation from now on."""
        await self.moves(Change(Move.TAKE_OVER, By(staff_id)))

    async def is_handed_back(self) -> None:
        await self.moves(Change(Move.HAND_BACK, PROGRAM))

    async def moves(self, change: Change) -> None:
        async with self.database.session() as session:
            repository = ConversationRepository(session)
            await change_owner(repository, await repository.get_locked(self.conversation_id), change, utc_now())


async def add_staff(database: Database, *usernames: str) -> dict[str, uuid.UUID]:
    ids = {name: uuid.uuid4() for name in usernames}
    async with database.session() as session:
        session.add_all(
            StaffMember(id=id_, username=name, display_name=name.title(), roles=["operator"], password_hash="-")
            for name, id_ in ids.items()
        )
    return ids


async def jobs(database: Database) -> list[dict[str, Any]]:
    """What stands in the queue, first in first out."""
    statement = "SELECT lock, args->>'message_id' AS message_id, status::text, attempts, scheduled_at FROM procrastinate_jobs ORDER BY id"
    async with database.session() as session:
        return [dict(row) for row in (await session.execute(text(statement))).mappings()]
