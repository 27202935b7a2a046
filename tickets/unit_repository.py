"""All queries on the directory of agencies."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from tickets.models import Unit


class UnitRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_all(self) -> Sequence[Unit]:
        return (await self._session.scalars(select(Unit).order_by(Unit.code))).all()

    async def list_active(self) -> Sequence[Unit]:
        """By name, as people look for them."""
        return (await self._session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.name, Unit.code))).all()

    async def lock(self) -> None:
        """One import at a time: what it compares with stays as it is until it is done."""
        await self._session.execute(text("LOCK TABLE units IN SHARE ROW EXCLUSIVE MODE"))

    def add(self, unit: Unit) -> None:
        self._session.add(unit)
