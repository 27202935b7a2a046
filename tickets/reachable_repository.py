"""Where a citizen who is known by a telephone number can be written to now."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import DELIVERED_CHANNELS, Conversation
from tickets.models import Ticket


async def find_reachable(session: AsyncSession, phone: str, now: datetime) -> uuid.UUID | None:
    """The newest conversation on a channel with addresses of its own, whose citizen gave this number, while replies there cost nothing."""
    until = func.coalesce(Conversation.reply_free_until, Conversation.reply_until)
    statement = (
        select(Conversation.id)
        .join(Ticket, Ticket.conversation_id == Conversation.id)
        .where(Ticket.citizen_phone == phone, Conversation.channel.in_(DELIVERED_CHANNELS))
        .where(Conversation.unreachable == "", ~Conversation.is_trial, until > now)
        .order_by(Conversation.last_message_at.desc())
        .limit(1)
    )
    return await session.scalar(statement)
