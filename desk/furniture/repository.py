"""All queries on ready-made replies and saved filters."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from desk.models import CannedReply, SavedFilter


class CannedReplyRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_all(self) -> Sequence[CannedReply]:
        return (await self._session.scalars(select(CannedReply).order_by(CannedReply.shortcut))).all()

    async def add(self, values: dict[str, Any]) -> CannedReply | None:
        """None when the shortcut is taken, even if somebody took it at the same moment."""
        statement = insert(CannedReply).values({"id": uuid.uuid4()} | values).on_conflict_do_nothing()
        return await self._session.scalar(statement.returning(CannedReply))

    async def find_locked(self, reply_id: uuid.UUID) -> CannedReply | None:
        return await self._session.get(CannedReply, reply_id, with_for_update=True)

    async def has_shortcut(self, shortcut: str, *, but: uuid.UUID) -> bool:
        statement = select(CannedReply.id).where(CannedReply.shortcut == shortcut, CannedReply.id != but)
        return await self._session.scalar(statement) is not None

    async def change(self, reply_id: uuid.UUID, values: dict[str, Any]) -> CannedReply:
        statement = update(CannedReply).where(CannedReply.id == reply_id).values(values | {"changed_at": func.now()}).returning(CannedReply)
        return (await self._session.scalars(statement, execution_options={"populate_existing": True})).one()

    async def remove(self, reply_id: uuid.UUID) -> None:
        await self._session.execute(delete(CannedReply).where(CannedReply.id == reply_id))

    async def lock(self) -> None:
        """One writer at a time, so that no shortcut is taken between looking and writing; held to the end of the transaction."""
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtext('desk.canned_replies'))"))

    async def is_empty(self) -> bool:
        return await self._session.scalar(select(CannedReply.id).limit(1)) is None

    async def add_all(self, rows: Sequence[dict[str, Any]]) -> None:
        await self._session.execute(insert(CannedReply).values([{"id": uuid.uuid4()} | row for row in rows]))


class SavedFilterRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self, staff_id: uuid.UUID) -> None:
        """One change at a time for each member, so that nobody gets past the limit; held to the end of the transaction."""
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtext('desk.filters.' || :id))"), {"id": str(staff_id)})

    async def list_of(self, staff_id: uuid.UUID) -> Sequence[SavedFilter]:
        statement = select(SavedFilter).where(SavedFilter.staff_id == staff_id).order_by(SavedFilter.name)
        return (await self._session.scalars(statement)).all()

    async def count_of(self, staff_id: uuid.UUID) -> int:
        return int(await self._session.scalar(select(func.count()).where(SavedFilter.staff_id == staff_id)) or 0)

    async def add(self, staff_id: uuid.UUID, name: str, criteria: dict[str, Any]) -> SavedFilter | None:
        """None when the member has a filter of that name."""
        row = {"id": uuid.uuid4(), "staff_id": staff_id, "name": name, "criteria": criteria}
        return await self._session.scalar(insert(SavedFilter).values(row).on_conflict_do_nothing().returning(SavedFilter))

    async def remove(self, staff_id: uuid.UUID, filter_id: uuid.UUID) -> bool:
        """Whether the member had it."""
        statement = delete(SavedFilter).where(SavedFilter.id == filter_id, SavedFilter.staff_id == staff_id)
        return (await self._session.execute(statement.returning(SavedFilter.id))).first() is not None
