"""What conversations need from above and outside, handed in by app/wiring.py."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Message


@dataclass(frozen=True)
class BotTurn:
    """One question as the bot gets it; `context` is what the last answer left for the next."""

    message_id: uuid.UUID
    session_id: str
    text: str
    context: dict[str, Any]


@dataclass(frozen=True)
class BotReply:
    text: str
    behaviour: str
    blocks: list[dict[str, Any]] | None = None
    options: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)


class Bot(Protocol):
    async def reply(self, turn: BotTurn) -> BotReply:
        """Raises core.errors.Unavailable when the bot or its action server does not answer in time."""
        ...


class HandlingQueue(Protocol):
    async def enqueue(self, session: AsyncSession, conversation_id: uuid.UUID, message_id: uuid.UUID) -> None:
        """Queue the handling of a stored message, in the transaction that stores it; kept in order per conversation."""
        ...


class Attaching(Protocol):
    async def attach(self, session: AsyncSession, message: Message, attachment_ids: Sequence[uuid.UUID]) -> None:
        """Make uploaded files part of a message just stored, in its transaction; raises core.errors.InputError when one cannot be."""
        ...
