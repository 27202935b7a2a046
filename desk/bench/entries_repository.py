"""What entries are called: of what is published, and of drafts in their place."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

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
    """By key; a key that nothing has is left out."""
    statement = select(EntryVersion.kind, EntryVersion.key, *(EntryVersion.record[name].astext.label(name) for name in _TITLES)).where(
        EntryVersion.key.in_(keys), EntryVersion.kind.in_(_ANSWERING), EntryVersion.state == EntryState.PUBLISHED
    )
    rows = await session.execute(statement)
    found = {row.key: Entry(row.kind, row.key, row.name or row.question or row.title or row.key) for row in rows}
    for draft in await DraftedRepository(session).list_live(draft_ids) if draft_ids else ():
        if draft.key in keys and draft.kind in _ANSWERING:
            found[draft.key] = Entry(draft.kind, draft.key, title_of(draft.record, draft.key), is_draft=True)
    return found


def title_of(record: Mapping[str, Any], key: str) -> str:
    """As typed: a draft may hold anything."""
    return next((str(record[name]) for name in _TITLES if record.get(name)), key)
