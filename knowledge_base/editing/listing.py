"""The list of entries with what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.clock import Clock, utc_now, vietnam_today
from core.db import Database
from knowledge_base.editing.list_repository import ListFilter, ListRepository, ListRow
from knowledge_base.models import EntryKind
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

    async def page(self, chosen: ListFilter, page: int) -> Listed:
        """Pages begin at 1."""
        async with self._database.session() as session:
            repository = ListRepository(session, vietnam_today(self._clock))
            total, rows = await repository.page(_typed(chosen), page)
            return Listed(total, rows, await repository.sectors(chosen.kind), await repository.levels(chosen.kind))

    async def all_published(self, chosen: ListFilter) -> Sequence[tuple[EntryKind, str]]:
        """Every published entry of the list, whatever page it is on."""
        async with self._database.session() as session:
            found = await ListRepository(session, vietnam_today(self._clock)).list_all(_typed(chosen))
        return [(EntryKind(kind), key) for kind, key in found]


def _typed(chosen: ListFilter) -> ListFilter:
    return replace(chosen, words=normalise(chosen.words), sector=normalise(chosen.sector))
