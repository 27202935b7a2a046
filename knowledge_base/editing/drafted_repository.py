"""Queries for looking at drafts as if they were published."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.models import EntryVersion
from knowledge_base.repository import is_standing

_LIVE = (DraftState.WRITING, DraftState.IN_REVIEW, DraftState.SCHEDULED)


class DraftedRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_live(self, draft_ids: Collection[uuid.UUID]) -> Sequence[EntryDraft]:
        """Those of them that are neither published nor given up, by id."""
        statement = select(EntryDraft).where(EntryDraft.id.in_(draft_ids), EntryDraft.state.in_(_LIVE))
        return (await self._session.scalars(statement.order_by(EntryDraft.id))).all()

    async def list_revisions(self, draft_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
        """Of those that are live."""
        statement = select(EntryDraft.id, EntryDraft.revision).where(EntryDraft.id.in_(draft_ids), EntryDraft.state.in_(_LIVE))
        return {row.id: row.revision for row in await self._session.execute(statement)}

    async def list_standing_ids(self, drafts: Sequence[EntryDraft]) -> Sequence[int]:
        """Of the versions that these drafts would replace, published or taken down."""
        entry = tuple_(EntryVersion.kind, EntryVersion.key)
        statement = select(EntryVersion.id).where(entry.in_([(draft.kind, draft.key) for draft in drafts]), is_standing())
        return (await self._session.scalars(statement)).all()
