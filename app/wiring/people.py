"""What the web chat hears of the people behind the bot."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from conversations.models import Owner
from core.db import Database
from staff.name_repository import NameRepository


@dataclass(frozen=True)
class WithBot:
    owner: str = Owner.BOT
    operator_name: str = ""
    place: int | None = None
    expected_wait_seconds: int | None = None


class PeopleBehindTheBot:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def status(self, conversation_id: uuid.UUID) -> WithBot:
        return WithBot()

    async def names_of(self, staff_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
        async with self._database.session() as session:
            return await NameRepository(session).names_of(staff_ids)

    async def citizen_types(self, conversation_id: uuid.UUID, *, on: bool) -> None:
        pass
