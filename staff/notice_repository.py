"""All queries on what members of staff are told and may have missed."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from staff.models import Role, StaffMember, StaffNotice
from staff.permissions import ANSWERING_ROLES, PERMISSIONS_OF, Permission


class NoticeRepository:
    def __init__(self, session: AsyncSession, kinds: Collection[str] | None = None) -> None:
        """Reads those of `kinds` alone, where they are named."""
        self._session = session
        self._meant = true() if kinds is None else StaffNotice.kind.in_(kinds)

    async def add(self, staff_ids: Sequence[uuid.UUID], values: dict[str, Any]) -> None:
        await self._session.execute(insert(StaffNotice), [values | {"staff_id": staff_id} for staff_id in staff_ids])

    async def list_newest(self, staff_id: uuid.UUID, before_id: int | None, limit: int) -> Sequence[StaffNotice]:
        statement = select(StaffNotice).where(StaffNotice.staff_id == staff_id, self._meant)
        if before_id is not None:
            statement = statement.where(StaffNotice.id < before_id)
        return (await self._session.scalars(statement.order_by(StaffNotice.id.desc()).limit(limit))).all()

    async def count_unread(self, staff_id: uuid.UUID) -> int:
        statement = select(func.count()).where(StaffNotice.staff_id == staff_id, StaffNotice.read_at.is_(None), self._meant)
        return await self._session.scalar(statement) or 0

    async def mark_read(self, staff_id: uuid.UUID, ids: Sequence[int], up_to: int, now: datetime) -> bool:
        """Those of `ids`, and all up to the id `up_to`; whether any was unread."""
        chosen = StaffNotice.id.in_(ids) | (StaffNotice.id <= up_to)
        statement = update(StaffNotice).where(StaffNotice.staff_id == staff_id, StaffNotice.read_at.is_(None), chosen, self._meant)
        return (await self._session.execute(statement.values(read_at=now).returning(StaffNotice.id))).first() is not None

    async def forget_before(self, moment: datetime) -> int:
        gone = await self._session.execute(delete(StaffNotice).where(StaffNotice.at < moment).returning(StaffNotice.id))
        return len(gone.all())

    async def list_holding(self, permission: Permission, *, among: Sequence[Role] = ANSWERING_ROLES) -> Sequence[uuid.UUID]:
        """Who has it, and sees what such notices are about: of citizens, only whoever answers them."""
        holding = [role for role, permissions in PERMISSIONS_OF.items() if permission in permissions]
        has, sees = (StaffMember.roles.op("&&")(list(roles)) for roles in (holding, among))
        statement = select(StaffMember.id).where(StaffMember.is_active, has, sees).order_by(StaffMember.username)
        return (await self._session.scalars(statement)).all()

    async def announce(self, channel: str, payload: str) -> None:
        await self._session.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": channel, "payload": payload})
