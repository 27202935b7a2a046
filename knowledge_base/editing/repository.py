"""Queries on drafts, what happened to them, and who has them open."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.editing.models import ApprovalRule, DraftEvent, DraftPresence, DraftState, EntryDraft, EntryDraftEvent
from knowledge_base.editing.states import LIVE
from knowledge_base.models import EntryKind
from staff.models import StaffMember


def is_live() -> ColumnElement[bool]:
    """Written out, not as parameters, or a prepared statement would not use the partial index."""
    return EntryDraft.state.in_([literal_column(f"'{state.value}'") for state in DraftState if state in LIVE])


class DraftRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, values: Mapping[str, Any]) -> EntryDraft | None:
        """None when the entry has a live draft, even if somebody began it at the same moment."""
        statement = insert(EntryDraft).values({"id": uuid.uuid4(), **values}).on_conflict_do_nothing()
        return await self._session.scalar(statement.returning(EntryDraft))

    async def add_many(self, rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """The keys of those added: without those of entries that have a live draft."""
        statement = insert(EntryDraft).values(list(rows)).on_conflict_do_nothing().returning(EntryDraft.key)
        return frozenset(await self._session.scalars(statement)) if rows else frozenset()

    async def add_events(self, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            await self._session.execute(insert(EntryDraftEvent), list(rows))

    async def find(self, draft_id: uuid.UUID) -> EntryDraft | None:
        return await self._session.get(EntryDraft, draft_id, populate_existing=True)

    async def find_locked(self, draft_id: uuid.UUID) -> EntryDraft | None:
        return await self._session.get(EntryDraft, draft_id, with_for_update=True, populate_existing=True)

    async def find_live(self, kind: EntryKind, key: str) -> EntryDraft | None:
        statement = select(EntryDraft).where(EntryDraft.kind == kind, EntryDraft.key == key, is_live())
        return await self._session.scalar(statement)

    async def list_live_of(self, kind: EntryKind, keys: Sequence[str]) -> Mapping[str, EntryDraft]:
        """By key."""
        statement = select(EntryDraft).where(EntryDraft.kind == kind, EntryDraft.key.in_(keys), is_live())
        return {draft.key: draft for draft in await self._session.scalars(statement)}

    async def list_in(self, states: Iterable[DraftState]) -> Sequence[EntryDraft]:
        """Longest untouched first: whoever waits longest for a reviewer is seen first."""
        statement = select(EntryDraft).where(EntryDraft.state.in_(list(states) or list(LIVE)))
        return (await self._session.scalars(statement.order_by(EntryDraft.changed_at).limit(500))).all()

    async def list_due(self, now: datetime) -> Sequence[uuid.UUID]:
        """Longest due first."""
        statement = select(EntryDraft.id).where(EntryDraft.state == DraftState.SCHEDULED, EntryDraft.publish_at <= now)
        return (await self._session.scalars(statement.order_by(EntryDraft.publish_at))).all()

    async def find_due_locked(self, draft_id: uuid.UUID, now: datetime) -> EntryDraft | None:
        """None when it is not due any more, or another worker has it in hand."""
        statement = select(EntryDraft).where(EntryDraft.id == draft_id, EntryDraft.state == DraftState.SCHEDULED)
        statement = statement.where(EntryDraft.publish_at <= now).with_for_update(skip_locked=True)
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def change(self, draft_id: uuid.UUID, values: Mapping[str, Any]) -> EntryDraft:
        """Every change raises the revision."""
        changed = dict(values) | {"revision": EntryDraft.revision + 1}
        statement = update(EntryDraft).where(EntryDraft.id == draft_id).values(changed).returning(EntryDraft)
        return (await self._session.scalars(statement, execution_options={"populate_existing": True})).one()

    async def add_event(self, draft_id: uuid.UUID, by: uuid.UUID | None, event: DraftEvent, text: str, at: datetime) -> None:
        self._session.add(EntryDraftEvent(draft_id=draft_id, by_id=by, event=event, text=text, at=at))
        await self._session.flush()

    async def list_events(self, draft_id: uuid.UUID) -> Sequence[EntryDraftEvent]:
        """Oldest first."""
        statement = select(EntryDraftEvent).where(EntryDraftEvent.draft_id == draft_id).order_by(EntryDraftEvent.id)
        return (await self._session.scalars(statement)).all()

    async def names_of(self, staff_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
        statement = select(StaffMember.id, StaffMember.display_name).where(StaffMember.id.in_(list(staff_ids)))
        return {row.id: row.display_name for row in await self._session.execute(statement)}

    async def see(self, draft_id: uuid.UUID, staff_id: uuid.UUID, now: datetime, gone_since: datetime) -> None:
        """A sign of life; whoever was gone for longer begins anew."""
        row = {"draft_id": draft_id, "staff_id": staff_id, "seen_at": now, "since": now}
        since = case((DraftPresence.seen_at < gone_since, now), else_=DraftPresence.since)
        statement = insert(DraftPresence).values(row)
        await self._session.execute(
            statement.on_conflict_do_update(index_elements=["draft_id", "staff_id"], set_={"seen_at": now, "since": since})
        )

    async def list_present(self, draft_id: uuid.UUID, seen_since: datetime) -> Sequence[tuple[uuid.UUID, str, datetime]]:
        statement = select(StaffMember.id, StaffMember.display_name, DraftPresence.since).join(StaffMember)
        statement = statement.where(DraftPresence.draft_id == draft_id, DraftPresence.seen_at >= seen_since).order_by(DraftPresence.since)
        return [(row[0], row[1], row[2]) for row in await self._session.execute(statement)]


class RuleRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_all(self) -> Sequence[ApprovalRule]:
        return (await self._session.scalars(select(ApprovalRule))).all()

    async def set(self, rows: Sequence[Mapping[str, Any]], by: uuid.UUID) -> None:
        if not rows:
            return
        statement = insert(ApprovalRule).values([{**row, "changed_by": by} for row in rows])
        changed = {"needs_approval": statement.excluded.needs_approval, "changed_by": by, "changed_at": func.now()}
        await self._session.execute(statement.on_conflict_do_update(index_elements=["kind", "field"], set_=changed))
