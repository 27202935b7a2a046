"""What privacy needs of those above it; handed in by app/wiring/privacy.py."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation


class ChannelTraces(Protocol):
    """What a channel itself keeps of a citizen, beside conversation and messages. Works on the locked conversation."""

    async def erase(self, session: AsyncSession, conversation: Conversation, asked_at: datetime) -> Mapping[str, int]:
        """Takes away every trace, the address too; returns how much of what. Doing it again is harmless."""
        ...

    async def kept_proof(self, session: AsyncSession, conversation: Conversation) -> Mapping[str, Any]:
        """What has to outlast the deletion, such as when the citizen was told what is stored."""
        ...

    async def export(self, session: AsyncSession, conversation: Conversation) -> Mapping[str, Any]:
        """What the channel knows of the citizen, as it goes into the copy."""
        ...


class LearnedTraces(Protocol):
    """What was made of a citizen's messages elsewhere. Called once the messages themselves are blank, in the same transaction."""

    async def erase(self, session: AsyncSession, conversation_id: uuid.UUID) -> Mapping[str, int]:
        """Takes it away; returns how much of what. Doing it again is harmless."""
        ...
