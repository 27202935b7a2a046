"""What the Zalo channel needs from other parts of the program, handed in by app/wiring."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession


class DataRights(Protocol):
    async def withdraw(self, session: AsyncSession, conversation_id: uuid.UUID) -> object:
        """The vendor tells that the citizen used their right to have everything deleted; in the caller's transaction."""
        ...


class Profiles(Protocol):
    async def user_detail(self, user_id: str) -> Mapping[str, Any]:
        """What the vendor tells of a citizen. Raises channels.contract.ChannelError."""
        ...
