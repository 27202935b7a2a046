"""What would be known if some drafts were published: for the editors' bench, never for a citizen."""

from __future__ import annotations

import asyncio
import uuid
from collections import OrderedDict
from collections.abc import Collection

from core.db import Database
from core.errors import NotFound
from knowledge_base.editing.drafted_repository import DraftedRepository
from knowledge_base.editing.models import EntryDraft
from knowledge_base.knowledge import Knowledge, KnowledgeCache, PublishedEntry
from knowledge_base.models import EntryKind, Origin
from knowledge_base.record_kinds import RECORD_OF

# An index is large, and editors look at one change at a time.
_KEPT = 2
_Key = tuple[int, tuple[tuple[uuid.UUID, int], ...]]


class DraftedKnowledge:
    """Built when it is first asked for, and again when a draft is saved or something is published."""

    def __init__(self, database: Database, published: KnowledgeCache) -> None:
        self._database = database
        self._published = published
        self._kept: OrderedDict[_Key, Knowledge] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def of(self, draft_ids: Collection[uuid.UUID]) -> Knowledge:
        """Raises NotFound for a draft that is live no more, pydantic's ValidationError for one that is not yet a record."""
        async with self._one_at_a_time:
            async with self._database.session() as session:
                revisions = await DraftedRepository(session).list_revisions(draft_ids)
            if len(revisions) < len(set(draft_ids)):
                raise NotFound("no_draft", "a draft is published or given up")
            key = (self._published.current.revision, tuple(sorted(revisions.items())))
            if key not in self._kept:
                self._kept[key] = await self._build(draft_ids)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    async def _build(self, draft_ids: Collection[uuid.UUID]) -> Knowledge:
        async with self._database.session() as session:
            repository = DraftedRepository(session)
            drafts = await repository.list_live(draft_ids)
            replaced = await repository.list_standing_ids(drafts)
        return await self._published.as_if_published([_entry(draft) for draft in drafts], frozenset(replaced))


def _entry(draft: EntryDraft) -> PublishedEntry:
    return PublishedEntry(RECORD_OF[EntryKind(draft.kind)].model_validate(draft.record), Origin.EDITED)
