"""All queries of the quality watch but those on links and tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from core.words import Words
from knowledge_base.models import EntryKind, EntryState, EntryVersion, Origin
from knowledge_base.quality.library import Entry, Finding, Library
from knowledge_base.quality.models import ContentLink, LinkState, QualityFinding, QualityLook
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.records import ProcedureRecord

PAGE_SIZE = 50
STALE = -1
_BATCH = 1000


@dataclass(frozen=True)
class LookTaken:
    revision: int
    on_day: date
    at: datetime
    seconds: float


class QualityRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self) -> None:
        """One look is written at a time, whatever the number of workers; held to the end of the transaction."""
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtext('quality.look'))"))

    async def library(self, today: date, words: Words) -> Library:
        statement = select(EntryVersion.kind, EntryVersion.key, EntryVersion.origin, EntryVersion.title, EntryVersion.record)
        # Places come from a dataset as they are, by the thousand: there is nothing in them to check.
        is_looked_at = and_(EntryVersion.state == EntryState.PUBLISHED, EntryVersion.kind != EntryKind.PLACE)
        statement = statement.where(is_looked_at).order_by(EntryVersion.title, EntryVersion.kind)
        rows = (await self._session.execute(statement)).all()
        names = {row.key: row.title for row in rows if row.kind == EntryKind.PROCEDURE}
        entries = [
            Entry(
                EntryKind(row.kind),
                row.key,
                # Everyday names are names of something.
                names.get(row.key, row.title) if row.kind == EntryKind.EVERYDAY_NAMES else row.title,
                Origin(row.origin),
                RECORD_OF[EntryKind(row.kind)].model_validate(row.record),
            )
            for row in rows
        ]
        own = [entry.key for entry in entries if entry.kind is EntryKind.PROCEDURE and entry.origin is not Origin.IMPORTED]
        return Library(entries, today, await self._newest_imports(own), await self._broken_links(words))

    async def last_look(self) -> LookTaken | None:
        row = await self._session.get(QualityLook, 1, populate_existing=True)
        return None if row is None else LookTaken(row.revision, row.on_day, row.at, row.seconds)

    async def replace_findings(self, found: Mapping[str, Sequence[Finding]], look: LookTaken) -> None:
        await self._session.execute(delete(QualityFinding))
        rows = [_row(name, finding) for name, findings in found.items() for finding in findings]
        for start in range(0, len(rows), _BATCH):
            await self._session.execute(insert(QualityFinding), rows[start : start + _BATCH])
        values = {"revision": look.revision, "on_day": look.on_day, "at": look.at, "seconds": look.seconds}
        await self._session.execute(upsert(QualityLook).values(id=1, **values).on_conflict_do_update(index_elements=["id"], set_=values))

    async def call_stale(self) -> None:
        """Something that findings depend on has changed, and it is not content."""
        await self._session.execute(update(QualityLook).values(revision=STALE))

    async def counts(self) -> dict[str, int]:
        statement = select(QualityFinding.check_name, func.count().label("found")).group_by(QualityFinding.check_name)
        return {row.check_name: row.found for row in await self._session.execute(statement)}

    async def page(self, check: str, page: int) -> Sequence[QualityFinding]:
        """Pages begin at 1."""
        statement = select(QualityFinding).where(QualityFinding.check_name == check).order_by(QualityFinding.id)
        return (await self._session.scalars(statement.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))).all()

    async def list_citing(self, number: str) -> Sequence[EntryVersion]:
        """What is published and holds that number somewhere: a first look, in the database."""
        statement = select(EntryVersion).options(undefer(EntryVersion.title))
        statement = statement.where(EntryVersion.state == EntryState.PUBLISHED, EntryVersion.kind != EntryKind.PLACE)
        holds = func.strpos(func.text(EntryVersion.record), number) > 0
        return (await self._session.scalars(statement.where(holds).order_by(EntryVersion.kind, EntryVersion.key))).all()

    async def _newest_imports(self, codes: Sequence[str]) -> dict[str, ProcedureRecord]:
        statement = select(EntryVersion.key, EntryVersion.record).where(
            EntryVersion.kind == EntryKind.PROCEDURE, EntryVersion.origin == Origin.IMPORTED, EntryVersion.key.in_(codes)
        )
        newest: dict[str, dict[str, Any]] = {}
        for row in await self._session.execute(statement.order_by(EntryVersion.as_of, EntryVersion.version)):
            newest[row.key] = row.record
        return {key: ProcedureRecord.model_validate(record) for key, record in newest.items()}

    async def _broken_links(self, words: Words) -> dict[str, str]:
        rows = await self._session.scalars(select(ContentLink).where(ContentLink.state == LinkState.BROKEN))
        return {row.url: words.say(row.trouble, status=row.status or "") for row in rows}


def _row(name: str, finding: Finding) -> dict[str, Any]:
    entry, other = finding.entry, finding.other
    return {
        "check_name": name,
        "kind": entry.kind,
        "key": entry.key,
        "title": entry.title,
        "detail": finding.detail,
        "other_kind": other.kind if other else None,
        "other_key": other.key if other else None,
        "other_title": other.title if other else None,
    }
