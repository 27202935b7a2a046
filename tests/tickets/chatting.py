"""A citizen's thread put straight into the tables, with what the bot and the program said in it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.models import Conversation, Message, OwnershipChange
from conversations.ownership import PROGRAM, By, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import Clock
from core.db import Database


@dataclass(frozen=True)
class Chat:
    database: Database
    clock: Clock
    id: uuid.UUID

    @classmethod
    async def begin(cls, database: Database, clock: Clock, **values: Any) -> Chat:
        conversation_id = uuid.uuid4()
        row = {"id": conversation_id, "channel": "webchat", "external_id": str(conversation_id)} | values
        async with database.session() as session:
            await ConversationRepository(session).add(Conversation(**row))
        return cls(database, clock, conversation_id)

    async def citizen_says(self, text: str, **details: Any) -> Message:
        return await self._append({"sender": "citizen", "kind": "message", "text": text, "state": "received", "details": details})

    async def bot_says(self, text: str, **details: Any) -> Message:
        blocks = details.pop("blocks", None)
        return await self._append({"sender": "bot", "kind": "reply", "text": text, "details": details, "blocks": blocks})

    async def program_says(self, text: str, **details: Any) -> Message:
        return await self._append({"sender": "system", "kind": "notice", "text": text, "details": details})

    async def thread(self) -> Sequence[Message]:
        async with self.database.session() as session:
            return await ConversationRepository(session).list_after(self.id, 0, 100)

    async def state(self) -> Conversation:
        async with self.database.session() as session:
            found = await ConversationRepository(session).find(self.id)
        assert found is not None
        return found

    async def owners(self) -> Sequence[OwnershipChange]:
        async with self.database.session() as session:
            return await ConversationRepository(session).list_ownership_changes(self.id)

    async def waits_in_queue(self) -> None:
        await self.move(Change(Move.HAND_OVER, PROGRAM))

    async def is_taken_up_by(self, staff_id: uuid.UUID) -> None:
        await self.move(Change(Move.TAKE_OVER, By(staff_id)))

    async def goes_back_to_bot(self) -> None:
        await self.move(Change(Move.HAND_BACK, PROGRAM))

    async def is_answered(self) -> None:
        """A person's words are the last."""
        async with self.database.session() as session:
            (await ConversationRepository(session).get_locked(self.id)).waiting_since = None

    async def move(self, change: Change) -> None:
        async with self.database.session() as session:
            repository = ConversationRepository(session)
            await change_owner(repository, await repository.get_locked(self.id), change, self.clock())

    async def _append(self, values: dict[str, Any]) -> Message:
        async with self.database.session() as session:
            repository = ConversationRepository(session)
            message = await repository.append(await repository.get_locked(self.id), values | {"created_at": self.clock()})
            await repository.announce(self.id)
        assert message is not None
        return message
