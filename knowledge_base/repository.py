"""All queries on the knowledge base's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.models import EntryKind, EntryState, EntryVersion, KnowledgeRevision, Origin

CHANNEL = "knowledge_base"
_BATCH = 500


class KnowledgeRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self) -> None:
        """One publisher at a time; held to the end of the transaction."""
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtext('knowledge_base.publish'))"))

    async def get_revision(self) -> int:
        return await self._session.scalar(select(KnowledgeRevision.revision)) or 0

    async def raise_revision(self) -> int:
        statement = update(KnowledgeRevision).values(revision=KnowledgeRevision.revision + 1)
        revision = await self._session.scalar(statement.returning(KnowledgeRevision.revision))
        await self._session.execute(text("SELECT pg_notify(:channel, :revision)"), {"channel": CHANNEL, "revision": str(revision)})
        return int(revision or 0)

    async def list_published(self, kind: EntryKind) -> Sequence[EntryVersion]:
        statement = select(EntryVersion).where(EntryVersion.kind == kind, EntryVersion.state == EntryState.PUBLISHED)
        return (await self._session.scalars(statement.order_by(EntryVersion.key))).all()

    async def list_published_ids(self) -> Sequence[int]:
        statement = select(EntryVersion.id).where(EntryVersion.state == EntryState.PUBLISHED).order_by(EntryVersion.kind, EntryVersion.key)
        return (await self._session.scalars(statement)).all()

    async def list_versions(self, ids: Sequence[int]) -> Sequence[EntryVersion]:
        return (await self._session.scalars(select(EntryVersion).where(EntryVersion.id.in_(ids)))).all()

    async def find_published(self, kind: EntryKind, key: str) -> EntryVersion | None:
        statement = select(EntryVersion).where(
            EntryVersion.kind == kind, EntryVersion.key == key, EntryVersion.state == EntryState.PUBLISHED
        )
        return await self._session.scalar(statement)

    async def list_hashes(self, kind: EntryKind, origin: Origin) -> dict[str, list[str]]:
        """By key: the content hashes of all versions of this origin, oldest first."""
        statement = select(EntryVersion.key, EntryVersion.content_hash).where(EntryVersion.kind == kind, EntryVersion.origin == origin)
        hashes: dict[str, list[str]] = defaultdict(list)
        for key, content_hash in await self._session.execute(statement.order_by(EntryVersion.id)):
            hashes[key].append(content_hash)
        return hashes

    async def list_last_versions(self, kind: EntryKind) -> dict[str, int]:
        statement = select(EntryVersion.key, func.max(EntryVersion.version).label("last")).where(EntryVersion.kind == kind)
        rows = await self._session.execute(statement.group_by(EntryVersion.key))
        return {row.key: row.last for row in rows}

    async def archive_published(self, kind: EntryKind, keys: Iterable[str]) -> None:
        statement = update(EntryVersion).where(
            EntryVersion.kind == kind, EntryVersion.key.in_(list(keys)), EntryVersion.state == EntryState.PUBLISHED
        )
        await self._session.execute(statement.values(state=EntryState.ARCHIVED))

    async def add_versions(self, rows: Sequence[dict[str, Any]]) -> None:
        for start in range(0, len(rows), _BATCH):
            await self._session.execute(insert(EntryVersion), rows[start : start + _BATCH])
