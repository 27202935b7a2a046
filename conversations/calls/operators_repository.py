"""Who has a call, and whether they are there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import Call
from conversations.models import Conversation, Message


@dataclass(frozen=True)
class CallOwner:
    """`owner_id` is None while the bot or the queue has it."""

    conversation_id: uuid.UUID
    owner_id: uuid.UUID | None


async def owner_of(session: AsyncSession, call_id: uuid.UUID) -> CallOwner | None:
    """None for a call that is over, or never was."""
    found = select(Conversation.id, Conversation.owner_id).join(Call, Call.conversation_id == Conversation.id)
    row = (await session.execute(found.where(Call.id == call_id, Call.ended_at.is_(None)))).one_or_none()
    return CallOwner(row[0], row[1]) if row is not None else None


async def wrote_since(session: AsyncSession, conversation_id: uuid.UUID, staff_id: uuid.UUID, moment: datetime) -> bool:
    theirs = (Message.conversation_id == conversation_id, Message.author_id == staff_id, Message.created_at > moment)
    return bool(await session.scalar(select(exists().where(*theirs))))
