"""What entries are called: of what is published, and of drafts in their place."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.bench.asking import search_key
from knowledge_base.editing.drafted_repository import DraftedRepository
from knowledge_base.models import EntryKind, EntryState, EntryVersion

# Everyday names and places have no page of their own that an answer could be read from.
_ANSWERING = tuple(kind for kind in EntryKind if kind not in (EntryKind.EVERYDAY_NAMES, EntryKind.PLACE))
_TITLES = ("name", "question", "title")


@dataclass(frozen=True)
class Entry:
    kind: str
    key: str
    title: str
    is_draft: bool = False


async def entries_called(session: AsyncSession, keys: Collection[str], draft_ids: Sequence[uuid.UUID] = ()) -> dict[str, Entry]:
    """`keys` as search calls entries, and so are those of what is found; a key that nothing has is left out."""
    plain = {key.rpartition("/")[2] for key in keys}
    statement = select(EntryVersion.kind, EntryVersion.key, *(EntryVersion.record[name].astext.label(name) for name in _TITLES)).where(
        EntryVersion.key.in_(plain), EntryVersion.kind.in_(_ANSWERING), EntryVersion.state == EntryState.PUBLISHED
    )
    found = [Entry(row.kind, row.key, row.name or row.question or row.title or row.key) for row in await session.execute(statement)]
    for draft in await DraftedRepository(session).list_live(draft_ids) if draft_ids else ():
        if draft.kind in _ANSWERING:
            found.append(Entry(draft.kind, draft.key, title_of(draft.record, draft.key), is_draft=True))
    by_key = {search_key(entry.kind, entry.key): entry for entry in found}
    return {key: by_key[key] for key in keys if key in by_key}


def title_of(record: Mapping[str, Any], key: str) -> str:
    """As typed: a draft may hold anything."""
    return next((str(record[name]) for name in _TITLES if record.get(name)), key)
