"""All queries on the knowledge base's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, insert, literal_column, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.models import STANDING, EntryKind, EntryState, EntryVersion, KnowledgeRevision, Origin

CHANNEL = "knowledge_base"
_BATCH = 500


def is_standing(version: type[EntryVersion] = EntryVersion) -> ColumnElement[bool]:
    """Written out, not as parameters, or a prepared statement would not use the partial index."""
    return version.state.in_([literal_column(f"'{state.value}'") for state in STANDING])


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

    async def list_standing(self, kind: EntryKind) -> Sequence[EntryVersion]:
        """Of each entry the version that is published, or was until it was taken down."""
        return (await self._session.scalars(select(EntryVersion).where(EntryVersion.kind == kind, is_standing()))).all()

    async def find_standing(self, kind: EntryKind, key: str) -> EntryVersion | None:
        statement = select(EntryVersion).where(EntryVersion.kind == kind, EntryVersion.key == key, is_standing())
        return await self._session.scalar(statement, execution_options={"populate_existing": True})

    async def list_standing_of(self, entries: Sequence[tuple[str, str]]) -> dict[tuple[str, str], EntryVersion]:
        """By kind and key."""
        statement = select(EntryVersion).where(tuple_(EntryVersion.kind, EntryVersion.key).in_(entries), is_standing())
        return {(version.kind, version.key): version for version in await self._session.scalars(statement)}

    async def list_standing_ids(self) -> Sequence[tuple[int, EntryState]]:
        """Published and taken down, in a lasting order."""
        statement = select(EntryVersion.id, EntryVersion.state).where(is_standing()).order_by(EntryVersion.kind, EntryVersion.key)
        return [(row.id, EntryState(row.state)) for row in await self._session.execute(statement)]

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

    async def find_version(self, kind: EntryKind, key: str, version: int) -> EntryVersion | None:
        statement = select(EntryVersion).where(EntryVersion.kind == kind, EntryVersion.key == key, EntryVersion.version == version)
        return await self._session.scalar(statement)

    async def last_version(self, kind: EntryKind, key: str) -> int:
        """0 for what has none."""
        statement = select(func.max(EntryVersion.version)).where(EntryVersion.kind == kind, EntryVersion.key == key)
        return await self._session.scalar(statement) or 0

    async def list_versions_of(self, kind: EntryKind, key: str) -> Sequence[EntryVersion]:
        """Newest first."""
        statement = select(EntryVersion).where(EntryVersion.kind == kind, EntryVersion.key == key)
        return (await self._session.scalars(statement.order_by(EntryVersion.version.desc()))).all()

    async def set_state(self, version_id: int, state: EntryState) -> None:
        await self._session.execute(update(EntryVersion).where(EntryVersion.id == version_id).values(state=state))

    async def archive_published(self, kind: EntryKind, keys: Iterable[str]) -> None:
        statement = update(EntryVersion).where(
            EntryVersion.kind == kind, EntryVersion.key.in_(list(keys)), EntryVersion.state == EntryState.PUBLISHED
        )
        await self._session.execute(statement.values(state=EntryState.ARCHIVED))

    async def add_versions(self, rows: Sequence[dict[str, Any]]) -> None:
        for start in range(0, len(rows), _BATCH):
            await self._session.execute(insert(EntryVersion), rows[start : start + _BATCH])
