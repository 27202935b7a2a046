"""One call, with who has its conversation; and the call of a conversation."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import Call
from conversations.models import Conversation


@dataclass(frozen=True)
class OwnedCall:
    call: Call
    owner_id: uuid.UUID | None


async def find_call(session: AsyncSession, call_id: uuid.UUID) -> OwnedCall | None:
    found = select(Call, Conversation.owner_id).join(Conversation, Conversation.id == Call.conversation_id).where(Call.id == call_id)
    row = (await session.execute(found)).one_or_none()
    return OwnedCall(row[0], row[1]) if row is not None else None


async def find_newest_call(session: AsyncSession, conversation_id: uuid.UUID) -> Call | None:
    found = select(Call).where(Call.conversation_id == conversation_id).order_by(Call.began_at.desc()).limit(1)
    return await session.scalar(found)


async def has_hung_up(session: AsyncSession, conversation_id: uuid.UUID) -> bool:
    """Whether it was a call, and nobody is at its other end any more."""
    call = await find_newest_call(session, conversation_id)
    return call is not None and call.ended_at is not None
