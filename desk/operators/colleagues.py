"""Who else answers citizens, whether they are there, and how many conversations each has."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from staff import duty
from staff.models import DutyState


class Colleague(BaseModel):
    """`duty` is on_duty, away, or off when no heartbeat came lately."""

    id: uuid.UUID
    username: str
    display_name: str
    group_name: str
    duty: str
    conversations: int

    @property
    def is_on_duty(self) -> bool:
        return self.duty == DutyState.ON_DUTY


async def colleagues_now(session: AsyncSession, silent_for: timedelta, now: datetime) -> list[Colleague]:
    """By name."""
    statement = select(Conversation.owner_id, func.count()).where(Conversation.owner_id.is_not(None)).group_by(Conversation.owner_id)
    counted = {row[0]: row[1] for row in await session.execute(statement)}
    return [
        Colleague(
            id=one.member.id,
            username=one.member.username,
            display_name=one.member.display_name,
            group_name=one.member.group_name,
            duty=one.duty,
            conversations=counted.get(one.member.id, 0),
        )
        for one in await duty.colleagues(session, now, silent_for)
    ]
