"""All queries on tasks of replaced decrees."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.models import EntryVersion
from knowledge_base.quality.models import DecreeTask, DecreeTaskItem
from knowledge_base.repository import is_standing
from staff.models import StaffMember

_SHOWN = 20
_ENDS = (DraftState.PUBLISHED, DraftState.DISCARDED)


@dataclass(frozen=True)
class TaskItem:
    draft_id: uuid.UUID
    kind: str
    key: str
    title: str
    state: str

    @property
    def is_done(self) -> bool:
        return self.state in _ENDS


class TaskRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, decree: str, replaced_by: str, by: uuid.UUID, at: datetime) -> DecreeTask:
        task = DecreeTask(id=uuid.uuid4(), decree=decree, replaced_by=replaced_by, created_by=by, created_at=at)
        self._session.add(task)
        await self._session.flush()
        return task

    async def add_item(self, task_id: uuid.UUID, draft_id: uuid.UUID) -> None:
        await self._session.execute(insert(DecreeTaskItem).values(task_id=task_id, draft_id=draft_id))

    async def list_all(self) -> Sequence[tuple[DecreeTask, str]]:
        """The newest, with the names of who gave them."""
        statement = select(DecreeTask, StaffMember.display_name).join(StaffMember, StaffMember.id == DecreeTask.created_by)
        rows = await self._session.execute(statement.order_by(DecreeTask.created_at.desc()).limit(_SHOWN))
        return [(row.DecreeTask, row.display_name) for row in rows]

    async def items_of(self, task_id: uuid.UUID) -> Sequence[TaskItem]:
        stands = and_(EntryVersion.kind == EntryDraft.kind, EntryVersion.key == EntryDraft.key, is_standing())
        title = func.coalesce(EntryVersion.title, EntryDraft.key).label("title")
        statement = select(EntryDraft.id, EntryDraft.kind, EntryDraft.key, title, EntryDraft.state)
        statement = statement.join(DecreeTaskItem, DecreeTaskItem.draft_id == EntryDraft.id).outerjoin(EntryVersion, stands)
        rows = await self._session.execute(statement.where(DecreeTaskItem.task_id == task_id).order_by(title, EntryDraft.key))
        return [TaskItem(row.id, row.kind, row.key, row.title, row.state) for row in rows]
