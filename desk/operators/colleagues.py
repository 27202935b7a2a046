"""Who else answers citizens, whether they are there, and how many conversations each has."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from staff.models import DutyState
from staff.permissions import Permission, roles_with

OFF = "off"
_SELECT = text("""
    SELECT s.id, s.username, s.display_name, s.group_name,
           CASE WHEN d.heartbeat_at > :alive_since THEN d.state ELSE :off END AS duty,
           (SELECT count(*) FROM conversations c WHERE c.owner_id = s.id) AS conversations
    FROM staff_members s LEFT JOIN duties d ON d.staff_id = s.id
    WHERE s.is_active AND s.roles && CAST(:roles AS text[])
    ORDER BY s.display_name
""")


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
    roles = [role.value for role in roles_with(Permission.ANSWER_CITIZENS)]
    values = {"alive_since": now - silent_for, "off": OFF, "roles": roles}
    found = (await session.execute(_SELECT, values)).mappings()
    return [Colleague.model_validate(dict(row)) for row in found]
