"""The list of entries with what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now, vietnam_today
from core.db import Database
from knowledge_base.editing.list_repository import ListFilter, ListRepository, ListRow
from knowledge_base.models import EntryKind
from knowledge_base.repository import KnowledgeRepository
from vntext import normalise


@dataclass(frozen=True)
class Listed:
    total: int
    rows: Sequence[ListRow]
    sectors: Sequence[str]
    levels: Sequence[str]


class Listing:
    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock
        # What the list can be narrowed to changes with what is published alone.
        self._facets: dict[EntryKind | None, tuple[int, Sequence[str], Sequence[str]]] = {}

    async def page(self, chosen: ListFilter, page: int) -> Listed:
        """Pages begin at 1."""
        async with self._database.session() as session:
            repository = ListRepository(session, vietnam_today(self._clock))
            total, rows = await repository.page(_typed(chosen), page)
            _, sectors, levels = await self._facets_of(session, repository, chosen.kind)
            return Listed(total, rows, sectors, levels)

    async def _facets_of(
        self, session: AsyncSession, repository: ListRepository, kind: EntryKind | None
    ) -> tuple[int, Sequence[str], Sequence[str]]:
        revision = await KnowledgeRepository(session).get_revision()
        known = self._facets.get(kind)
        if known is None or known[0] != revision:
            known = self._facets[kind] = (revision, await repository.sectors(kind), await repository.levels(kind))
        return known

    async def all_published(self, chosen: ListFilter) -> Sequence[tuple[EntryKind, str]]:
        """Every published entry of the list, whatever page it is on."""
        async with self._database.session() as session:
            found = await ListRepository(session, vietnam_today(self._clock)).list_all(_typed(chosen))
        return [(EntryKind(kind), key) for kind, key in found]


def _typed(chosen: ListFilter) -> ListFilter:
    return replace(chosen, words=normalise(chosen.words), sector=normalise(chosen.sector))
