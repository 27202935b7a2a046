"""What goes over the wire of the quality watch."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from knowledge_base.editing.field_words import field_label
from knowledge_base.models import EntryKind
from knowledge_base.quality.citing import Citing
from knowledge_base.quality.decree_tasks import TaskView
from knowledge_base.quality.models import QualityFinding

_Number = Annotated[str, Field(max_length=200)]
# Far above what one task may hold; the editor is told the true limit.
_ABSURDLY_MANY = 5000


class CheckOut(BaseModel):
    name: str
    label: str
    explains: str
    count: int


class ChecksOut(BaseModel):
    """`looked_at` None: nobody has looked yet. Not current: something has changed since, and a new look is under way."""

    checks: list[CheckOut]
    looked_at: datetime | None
    is_current: bool


class EntryOut(BaseModel):
    kind: EntryKind
    key: str
    title: str


class FindingOut(EntryOut):
    detail: str
    other: EntryOut | None

    @classmethod
    def of(cls, finding: QualityFinding) -> FindingOut:
        other = None
        if finding.other_kind is not None and finding.other_key is not None:
            other = EntryOut(kind=EntryKind(finding.other_kind), key=finding.other_key, title=finding.other_title or "")
        return cls(kind=EntryKind(finding.kind), key=finding.key, title=finding.title, detail=finding.detail, other=other)


class FindingsOut(BaseModel):
    total: int
    page: int
    page_size: int
    items: list[FindingOut]


class CitationOut(BaseModel):
    field: str
    label: str
    excerpt: str


class CitingOut(EntryOut):
    citations: list[CitationOut]

    @classmethod
    def of(cls, citing: Citing) -> CitingOut:
        kind = citing.kind
        citations = [CitationOut(field=each.field, label=field_label(kind, each.field), excerpt=each.excerpt) for each in citing.citations]
        return cls(kind=kind, key=citing.key, title=citing.title, citations=citations)


class CitesOut(BaseModel):
    """`decree`: as it was read."""

    decree: str
    items: list[CitingOut]


class EntryIn(BaseModel):
    kind: EntryKind
    key: Annotated[str, Field(max_length=500)]


class TaskIn(BaseModel):
    decree: _Number
    replaced_by: _Number
    entries: Annotated[list[EntryIn], Field(max_length=_ABSURDLY_MANY)]


class TaskItemOut(BaseModel, from_attributes=True):
    draft_id: uuid.UUID
    kind: EntryKind
    key: str
    title: str
    state: str


class TaskOut(BaseModel):
    id: uuid.UUID
    decree: str
    replaced_by: str
    created_by: str
    created_at: datetime
    total: int
    done: int
    items: list[TaskItemOut]

    @classmethod
    def of(cls, task: TaskView) -> TaskOut:
        return cls(
            id=task.id,
            decree=task.decree,
            replaced_by=task.replaced_by,
            created_by=task.created_by,
            created_at=task.created_at,
            total=len(task.items),
            done=task.done,
            items=[TaskItemOut.model_validate(item) for item in task.items],
        )

    @classmethod
    def of_all(cls, tasks: Sequence[TaskView]) -> list[TaskOut]:
        return [cls.of(task) for task in tasks]


class TasksOut(BaseModel):
    tasks: list[TaskOut]


class UsageOut(BaseModel, from_attributes=True):
    views: int
    answers: int
    handovers_after: int
    asked_again: int
    thumbs_up: int
    thumbs_down: int
