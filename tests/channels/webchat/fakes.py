"""The people behind the bot, as a test says they are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from conversations.models import Owner
from conversations.repository import ConversationRepository


@dataclass(frozen=True)
class FakeStatus:
    owner: str = "bot"
    operator_name: str = ""
    place: int | None = None
    expected_wait_seconds: int | None = None


class FakePeople:
    def __init__(self):
        self.now = FakeStatus()
        self.names = {}
        self.typed = []

    async def status(self, conversation_id):
        return self.now

    async def names_of(self, staff_ids):
        return {staff_id: self.names[staff_id] for staff_id in staff_ids if staff_id in self.names}

    async def citizen_types(self, conversation_id, *, on):
        self.typed.append((conversation_id, on))

    async def change(self, database, citizen):
        """Takes the conversation from the bot, or gives it back, and tells the open pages, as every change of owner does."""
        async with database.session() as session:
            repository = ConversationRepository(session)
            conversation = await repository.get_locked(uuid.UUID(citizen.opened["id"]))
            conversation.owner = Owner.BOT if self.now.owner == Owner.BOT else Owner.QUEUE
            await repository.announce(conversation.id)
