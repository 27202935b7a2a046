"""What the web chat hears of the people behind the bot, and they of the citizen."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from conversations.models import Sender
from conversations.service import ConversationService, Status
from conversations.typing import Typing, announce_typing
from core.db import Database
from staff.name_repository import NameRepository


class PeopleBehindTheBot:
    def __init__(self, database: Database, conversations: ConversationService) -> None:
        self._database = database
        self._conversations = conversations

    async def status(self, conversation_id: uuid.UUID) -> Status:
        return await self._conversations.status(conversation_id)

    async def names_of(self, staff_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
        async with self._database.session() as session:
            return await NameRepository(session).names_of(staff_ids)

    async def citizen_types(self, conversation_id: uuid.UUID, *, on: bool) -> None:
        async with self._database.session() as session:
            await announce_typing(session, Typing(conversation_id, Sender.CITIZEN, on))
