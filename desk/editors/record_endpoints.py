"""Entries: the list, one of them with its versions, and what is done to it without a draft."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from desk.access.dependencies import desk_router
from desk.editors.list_schemas import Facets, ListQuery, RecordsOut
from desk.editors.parts import Approver, Parts, Reader, ReadersOnly
from desk.editors.schemas import (
    Change,
    DifferenceOut,
    ReasonIn,
    RecordOut,
    RollbackIn,
    VersionOut,
)
from desk.editors.showing import record_out, row_out
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.list_repository import PAGE_SIZE
from knowledge_base.editing.rolling_back import Wanted
from knowledge_base.models import EntryKind
from knowledge_base.records import AuthorityLevel

router = desk_router(prefix="/editors")
_Version = Annotated[int, Query(ge=1, le=2**31 - 1)]
Chosen = Annotated[ListQuery, Query()]


@router.get("/records", dependencies=[ReadersOnly])
async def list_records(parts: Parts, chosen: Chosen) -> RecordsOut:
    listed = await parts.listing.page(chosen.filter, chosen.page)
    facets = Facets(sectors=listed.sectors, levels=[level for level in AuthorityLevel if level in listed.levels])
    return RecordsOut(total=listed.total, page=chosen.page, page_size=PAGE_SIZE, items=[row_out(row) for row in listed.rows], facets=facets)


@router.get("/records/{kind}/{key:path}/versions/{number}", dependencies=[ReadersOnly])
async def show_version(parts: Parts, kind: EntryKind, key: str, number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> VersionOut:
    return VersionOut.model_validate(await parts.entries.version(kind, key, number))


@router.get("/records/{kind}/{key:path}/difference", dependencies=[ReadersOnly])
async def show_difference(
    parts: Parts, kind: EntryKind, key: str, older: Annotated[_Version, Query(alias="from")], newer: Annotated[_Version, Query(alias="to")]
) -> DifferenceOut:
    changes = await parts.entries.difference(kind, key, older, newer)
    return DifferenceOut(changes=[Change.model_validate(change) for change in changes])


@router.post("/records/{kind}/{key:path}/rollback")
async def roll_back(parts: Parts, approver: Approver, kind: EntryKind, key: str, body: RollbackIn) -> RecordOut:
    await parts.rolling_back.roll_back(Wanted(kind, key, body.version, body.reason, body.is_forced), approver)
    return await _shown(parts, approver, kind, key)


@router.post("/records/{kind}/{key:path}/take-down")
async def take_down(parts: Parts, approver: Approver, kind: EntryKind, key: str, body: ReasonIn) -> RecordOut:
    await parts.entries.take_down(kind, key, body.reason, approver)
    return await _shown(parts, approver, kind, key)


@router.post("/records/{kind}/{key:path}/restore")
async def restore(parts: Parts, approver: Approver, kind: EntryKind, key: str, body: ReasonIn) -> RecordOut:
    await parts.entries.restore(kind, key, body.reason, approver)
    return await _shown(parts, approver, kind, key)


@router.get("/records/{kind}/{key:path}")
async def show_record(parts: Parts, reader: Reader, kind: EntryKind, key: str) -> RecordOut:
    return await _shown(parts, reader, kind, key)


async def _shown(parts: Parts, reader: Editor, kind: EntryKind, key: str) -> RecordOut:
    """Raises NotFound for what has neither a version nor a live draft."""
    entry, draft = await parts.entries.show(kind, key), await parts.drafts.show_live(kind, key, reader)
    return record_out(parts.entries.known(entry, has_draft=draft is not None), draft)
