"""The quality watch: what the last look found, which entries cite a decree, what became of an entry's answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query, status

from core.clock import vietnam_today
from core.errors import NotFound
from desk.access.dependencies import desk_router, require
from desk.quality.parts import Parts
from desk.quality.schemas import CheckOut, ChecksOut, CitesOut, CitingOut, FindingOut, FindingsOut, TaskIn, TaskOut, TasksOut, UsageOut
from desk.quality.usage_repository import UsageRepository
from knowledge_base.editing.editor import Editor
from knowledge_base.models import EntryKind
from knowledge_base.quality.checks import CHECKS
from knowledge_base.quality.repository import PAGE_SIZE, QualityRepository
from knowledge_base.repository import KnowledgeRepository
from staff.permissions import Permission
from staff.sessions import SignedIn

_MOST_DAYS = 366
_ReadersOnly = Depends(require(Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT))
_Writer = Annotated[SignedIn, Depends(require(Permission.EDIT_CONTENT))]
_Page = Annotated[int, Query(ge=1, le=100_000)]

router = desk_router(prefix="/editors")


@router.get("/quality", dependencies=[_ReadersOnly])
async def list_checks(parts: Parts) -> ChecksOut:
    async with parts.database.session() as session:
        repository = QualityRepository(session)
        counts, last, revision = await repository.counts(), await repository.last_look(), await KnowledgeRepository(session).get_revision()
    say = parts.words.say
    checks = [
        CheckOut(name=check.name, label=say(f"{check.name}_label"), explains=say(f"{check.name}_explains"), count=counts.get(check.name, 0))
        for check in CHECKS
    ]
    is_current = last is not None and (last.revision, last.on_day) == (revision, vietnam_today(parts.clock))
    return ChecksOut(checks=checks, looked_at=last.at if last else None, is_current=is_current)


@router.get("/quality/cites", dependencies=[_ReadersOnly])
async def list_citing(parts: Parts, decree: Annotated[str, Query(max_length=200)]) -> CitesOut:
    read, found = await parts.tasks.citing(decree)
    return CitesOut(decree=read.shown, items=[CitingOut.of(each) for each in found])


@router.get("/quality/tasks", dependencies=[_ReadersOnly])
async def list_tasks(parts: Parts) -> TasksOut:
    return TasksOut(tasks=TaskOut.of_all(await parts.tasks.list_all()))


@router.post("/quality/tasks", status_code=status.HTTP_201_CREATED)
async def give_task(parts: Parts, writer: _Writer, body: TaskIn) -> TaskOut:
    chosen = [(entry.kind, entry.key) for entry in body.entries]
    return TaskOut.of(await parts.tasks.give(body.decree, body.replaced_by, chosen, Editor.of(writer)))


@router.get("/quality/{name}", dependencies=[_ReadersOnly])
async def list_findings(parts: Parts, name: str, page: _Page = 1) -> FindingsOut:
    if name not in {check.name for check in CHECKS}:
        raise NotFound("no_check", parts.words.say("no_check"))
    async with parts.database.session() as session:
        repository = QualityRepository(session)
        counts, found = await repository.counts(), await repository.page(name, page)
    return FindingsOut(total=counts.get(name, 0), page=page, page_size=PAGE_SIZE, items=[FindingOut.of(finding) for finding in found])


@router.get("/usage/{kind}/{key:path}", dependencies=[_ReadersOnly])
async def show_usage(parts: Parts, kind: EntryKind, key: str, days: Annotated[int, Query(ge=1, le=_MOST_DAYS)] = 30) -> UsageOut:
    since = parts.clock() - timedelta(days=days)
    async with parts.database.session() as session:
        return UsageOut.model_validate(await UsageRepository(session).count(kind, key, since))
