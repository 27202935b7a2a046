"""Whom an operator would leave alone: asked before they rest or sign out."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import Call
from conversations.models import Conversation, Owner
from staff.duty import list_on_duty


class Leaving(BaseModel):
    """`is_last`: nobody else is on duty. Citizens in the queue, and those who wait for this operator's own answer.

    Who has hung up waits for no answer any more.
    """

    is_last: bool
    queue: int
    mine: int


async def leaving_of(session: AsyncSession, staff_id: uuid.UUID, now: datetime, silent_for: timedelta) -> Leaving:
    """Somebody who is not on duty leaves nobody alone."""
    on_duty = [member.id for member in await list_on_duty(session, now, silent_for)]
    has_hung_up = exists().where(Call.conversation_id == Conversation.id, Call.ended_at.is_not(None))
    waiting = Conversation.waiting_since.is_not(None) & ~has_hung_up
    counts = select(
        func.count().filter(Conversation.owner == Owner.QUEUE),
        func.count().filter(Conversation.owner_id == staff_id, waiting),
    ).where(Conversation.owner != Owner.BOT)
    queue, mine = (await session.execute(counts)).one()
    return Leaving(is_last=on_duty == [staff_id], queue=queue, mine=mine)
