"""What the Zalo channel needs from other parts of the program, handed in by app/wiring."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession


class Alarms(Protocol):
    """Something about a channel that a person has to put right."""

    async def raise_(self, session: AsyncSession, channel: str, kind: str, details: Mapping[str, Any]) -> None: ...

    async def end(self, session: AsyncSession, channel: str, kind: str) -> None: ...


class DataRights(Protocol):
    """Requests of citizens for what is stored about them."""

    async def ask(self, session: AsyncSession, conversation_id: uuid.UUID, kind: str, origin: str) -> object:
        """`kind`: export or delete; `origin`: citizen, vendor or desk."""
        ...


class Profiles(Protocol):
    async def display_name(self, user_id: str) -> str:
        """As the citizen calls themselves there; empty when unknown. Raises channels.contract.ChannelError."""
        ...
