"""What conversations need from above and outside, handed in by app/wiring.py."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message


class HandoverReason(StrEnum):
    """Why a person is needed."""

    ASKED = "asked"
    NOT_UNDERSTOOD = "not_understood"
    UNSURE = "unsure"
    COMPLAINT_OFFICIAL = "complaint_official"
    BOT_UNAVAILABLE = "bot_unavailable"
    BOT_PAUSED = "bot_paused"
    REPORTED = "reported"
    # Somebody speaks of dying: whoever is there talks to them at once.
    DISTRESS = "distress"
    # What was written to the citizen did not get through.
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class BotTurn:
    """One question as the bot gets it; `context` is what the last answer left for the next.

    A reply is worth nothing once `ownership_number` is no longer the conversation's. `only_danger`: people have the question, and of the
    bot's reply only the numbers to call in danger are said.
    """

    message_id: uuid.UUID
    session_id: str
    text: str
    context: dict[str, Any]
    ownership_number: int = 0
    only_danger: bool = False


@dataclass(frozen=True)
class BotReply:
    text: str
    behaviour: str
    blocks: list[dict[str, Any]] | None = None
    options: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    # Set when a person has to act, beside or instead of what the bot says.
    handover: HandoverReason | None = None


class Bot(Protocol):
    async def reply(self, turn: BotTurn) -> BotReply:
        """Raises core.errors.Unavailable when the bot or its action server does not answer in time."""
        ...


@dataclass(frozen=True)
class Said:
    """What the citizen is told in answer to one message, and what staff may see of why."""

    text: str
    options: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)


class PersonDesk(Protocol):
    """The people behind the bot. All work in the transaction that stores what is said, on a locked conversation."""

    async def take(
        self, session: AsyncSession, conversation: Conversation, question: Message, reason: HandoverReason, reply: BotReply | None
    ) -> Said:
        """A person is needed: a ticket is opened or found, the conversation queued if somebody is there; says what happens next."""
        ...

    async def answer(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        """What needs no bot: a phone number that was asked for, a tracking code, a rating. None when it is a question like others."""
        ...

    async def answer_beside_operator(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        """What is no operator's to decide: the citizen's rights over their own data. None for all else, which waits for the operator."""
        ...

    async def is_somebody_there(self, session: AsyncSession) -> bool:
        """Whether an operator is on duty and heard from."""
        ...

    async def alarm(self, session: AsyncSession, conversation: Conversation) -> None:
        """The citizen is in danger, and a person has the conversation or will have it: they must see that first."""
        ...


class Announcing(Protocol):
    async def untold(self, session: AsyncSession, conversation: Conversation, reply: BotReply) -> Mapping[str, str]:
        """By key, a line for each announcement that holds and was not told in this conversation yet; empty where the reply tells of it."""
        ...


class HandlingQueue(Protocol):
    async def enqueue(self, session: AsyncSession, conversation_id: uuid.UUID, message_id: uuid.UUID) -> None:
        """Queue the handling of a stored message, in the transaction that stores it; kept in order per conversation."""
        ...

    async def enqueue_again(self, session: AsyncSession, conversation_id: uuid.UUID, message_id: uuid.UUID) -> None:
        """The same for a message that was handled before; nothing more is queued where it still waits for that."""
        ...


class Attaching(Protocol):
    async def attach(self, session: AsyncSession, message: Message, attachment_ids: Sequence[uuid.UUID]) -> None:
        """Make uploaded files part of a message just stored, in its transaction; raises core.errors.InputError when one cannot be."""
        ...
