"""What entries are called: of what is published, and of drafts in their place."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.bench.asking import search_key
from knowledge_base.editing.drafted_repository import DraftedRepository
from knowledge_base.editing.raw_records import title_of
from knowledge_base.models import EntryKind, EntryVersion
from knowledge_base.repository import is_standing

# Everyday names and places have no page of their own that an answer could be read from.
_ANSWERING = tuple(kind for kind in EntryKind if kind not in (EntryKind.EVERYDAY_NAMES, EntryKind.PLACE))


@dataclass(frozen=True)
class Entry:
    kind: str
    key: str
    title: str
    is_draft: bool = False


async def entries_called(session: AsyncSession, keys: Collection[str], draft_ids: Sequence[uuid.UUID] = ()) -> dict[str, Entry]:
    """`keys` as search calls entries, and so are those of what is found; a key that nothing has is left out."""
    plain = {key.rpartition("/")[2] for key in keys}
    statement = select(EntryVersion.kind, EntryVersion.key, EntryVersion.title).where(
        EntryVersion.key.in_(plain), EntryVersion.kind.in_(_ANSWERING), is_standing()
    )
    found = [Entry(row.kind, row.key, row.title) for row in await session.execute(statement)]
    for draft in await DraftedRepository(session).list_live(draft_ids) if draft_ids else ():
        if draft.kind in _ANSWERING:
            found.append(Entry(draft.kind, draft.key, title_of(EntryKind(draft.kind), draft.record, draft.key), is_draft=True))
    by_key = {search_key(entry.kind, entry.key): entry for entry in found}
    return {key: by_key[key] for key in keys if key in by_key}
