"""All queries on runs of the bench and on what was answered in them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from desk.bench.models import BenchAnswer, BenchRun, RunState
from staff.models import StaffMember

_HEAD: Sequence[Any] = (
    BenchRun.id,
    BenchRun.drafts,
    BenchRun.state,
    BenchRun.done,
    BenchRun.total,
    BenchRun.failure,
    BenchRun.created_at,
    BenchRun.finished_at,
    StaffMember.display_name.label("started_by"),
)


class RunRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, values: Mapping[str, Any]) -> uuid.UUID | None:
        """None while another is running."""
        statement = insert(BenchRun).values(**values).on_conflict_do_nothing().returning(BenchRun.id)
        return await self._session.scalar(statement)

    async def list_heads(self, limit: int) -> Sequence[Row[Any]]:
        """The newest first, without questions and results."""
        statement = select(*_HEAD).join(StaffMember, StaffMember.id == BenchRun.started_by)
        return (await self._session.execute(statement.order_by(BenchRun.created_at.desc()).limit(limit))).all()

    async def find_shown(self, run_id: uuid.UUID) -> Row[Any] | None:
        """A head with the result."""
        columns: Sequence[Any] = (*_HEAD, BenchRun.result)
        statement = select(*columns).join(StaffMember, StaffMember.id == BenchRun.started_by)
        return (await self._session.execute(statement.where(BenchRun.id == run_id))).one_or_none()

    async def has(self, run_id: uuid.UUID) -> bool:
        return await self._session.scalar(select(BenchRun.id).where(BenchRun.id == run_id)) is not None

    async def claim(self, worker: uuid.UUID, silent_for: timedelta) -> BenchRun | None:
        """The run that waits, or whose worker gave no sign for so long."""
        is_free = or_(BenchRun.seen_at.is_(None), BenchRun.seen_at < func.now() - silent_for)
        free = select(BenchRun.id).where(BenchRun.state == RunState.RUNNING, is_free).with_for_update(skip_locked=True).scalar_subquery()
        statement = update(BenchRun).where(BenchRun.id == free).values(worker=worker, seen_at=func.now())
        return (await self._session.scalars(statement.returning(BenchRun))).one_or_none()

    async def keep(self, run_id: uuid.UUID, worker: uuid.UUID, *, done: int | None = None, more: int = 0) -> bool:
        """A sign of life, with what is done by now; False when the run is no longer this worker's."""
        statement = update(BenchRun).where(BenchRun.id == run_id, BenchRun.worker == worker, BenchRun.state == RunState.RUNNING)
        progress = {"done": BenchRun.done + more if done is None else done}
        return await self._session.scalar(statement.values(seen_at=func.now(), **progress).returning(BenchRun.id)) is not None

    async def end(self, run_id: uuid.UUID, state: RunState, values: Mapping[str, Any] | None = None) -> bool:
        """False when it has come to an end before."""
        statement = update(BenchRun).where(BenchRun.id == run_id, BenchRun.state == RunState.RUNNING)
        ended = statement.values(state=state, finished_at=func.now(), **(values or {})).returning(BenchRun.id)
        return await self._session.scalar(ended) is not None

    async def list_answers(self, basis: str, drafts: str, dialogues: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        statement = select(BenchAnswer.dialogue, BenchAnswer.turns).where(
            BenchAnswer.basis == basis, BenchAnswer.drafts == drafts, BenchAnswer.dialogue.in_(dialogues)
        )
        return {row.dialogue: row.turns for row in await self._session.execute(statement)}

    async def add_answer(self, values: Mapping[str, Any]) -> None:
        await self._session.execute(insert(BenchAnswer).values(**values).on_conflict_do_nothing())

    async def forget(self, *, answers_before: datetime, runs_before: datetime) -> None:
        await self._session.execute(delete(BenchAnswer).where(BenchAnswer.at < answers_before))
        await self._session.execute(delete(BenchRun).where(BenchRun.created_at < runs_before, BenchRun.state != RunState.RUNNING))
