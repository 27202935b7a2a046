"""All queries on the editors' own questions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.bench.models import BenchQuestion


class QuestionRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_all(self) -> Sequence[BenchQuestion]:
        """The newest first."""
        return (await self._session.scalars(select(BenchQuestion).order_by(BenchQuestion.created_at.desc(), BenchQuestion.id))).all()

    async def count(self) -> int:
        return await self._session.scalar(select(func.count()).select_from(BenchQuestion)) or 0

    async def add(self, values: Mapping[str, object]) -> BenchQuestion:
        return (await self._session.scalars(insert(BenchQuestion).values(**values).returning(BenchQuestion))).one()

    async def change(self, question_id: uuid.UUID, values: Mapping[str, object]) -> BenchQuestion | None:
        statement = update(BenchQuestion).where(BenchQuestion.id == question_id).values(**values, changed_at=func.now())
        return (await self._session.scalars(statement.returning(BenchQuestion))).one_or_none()

    async def remove(self, question_id: uuid.UUID) -> BenchQuestion | None:
        return (
            await self._session.scalars(delete(BenchQuestion).where(BenchQuestion.id == question_id).returning(BenchQuestion))
        ).one_or_none()
