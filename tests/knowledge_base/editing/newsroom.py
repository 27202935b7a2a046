"""Editors over a real database: who they are, and what they do in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.clock import Clock
from core.db import Database
from core.words import Words
from knowledge_base.editing.drafts import Beginning, Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.entries import Entries
from knowledge_base.editing.models import EntryDraft
from knowledge_base.editing.publishing_drafts import ScheduledPublication
from knowledge_base.editing.reading import DraftView
from knowledge_base.editing.review import Confirmation, Review, Step
from knowledge_base.editing.rolling_back import RollingBack, Wanted
from knowledge_base.editing.rules import ApprovalRules
from knowledge_base.editing.states import Move
from knowledge_base.models import EntryKind, EntryVersion, Origin
from knowledge_base.publication import PublicationReport, Publisher
from knowledge_base.records import Record
from knowledge_base.repository import KnowledgeRepository
from staff.models import AuditEntry
from staff.permissions import permissions_of
from tests.desk.histories import add_member

CODE = "1.000001"


@dataclass(frozen=True)
class Newsroom:
    database: Database
    words: Words
    clock: Clock

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.database, self.words, clock=self.clock)

    @property
    def review(self) -> Review:
        return Review(self.database, self.words, clock=self.clock)

    @property
    def entries(self) -> Entries:
        return Entries(self.database, self.words, clock=self.clock)

    @property
    def rolling_back(self) -> RollingBack:
        return RollingBack(self.database, self.drafts, self.words, clock=self.clock)

    async def roll_back(self, version: int, by: Editor, reason: str = "nhầm", *, is_forced: bool = False) -> int | None:
        return await self.rolling_back.roll_back(Wanted(EntryKind.PROCEDURE, CODE, version, reason, is_forced), by)

    @property
    def rules(self) -> ApprovalRules:
        return ApprovalRules(self.database, self.words)

    @property
    def scheduled(self) -> ScheduledPublication:
        return ScheduledPublication(self.database, self.words, clock=self.clock)

    async def member(self, name: str, *roles: str) -> Editor:
        staff_id = await add_member(self.database, display_name=name, roles=roles or ("editor",))
        return Editor(staff_id, name, permissions_of(roles or ("editor",)))

    async def ship(self, *records: Record, origin: Origin = Origin.SHIPPED) -> PublicationReport:
        return await Publisher(self.database).publish(records, origin=origin, author="hotline", reason="shipped content")

    async def begin(self, by: Editor, kind: EntryKind = EntryKind.PROCEDURE, key: str = CODE, **values: Any) -> DraftView:
        view, _ = await self.drafts.begin(Beginning(kind, key, **values), by)
        return view

    async def write(self, view: DraftView, by: Editor, reason: str = "thông tư mới", **fields: Any) -> DraftView:
        record = {**view.draft.record, **fields}
        return await self.drafts.save(view.draft.id, view.draft.revision, record, reason, by)

    async def take(
        self, move: Move, view: DraftView, by: Editor, text: str = "", publish_at: datetime | None = None, *, is_confirmed: bool = False
    ) -> DraftView:
        """Confirmed is what is published now."""
        published = (await self.drafts.show(view.draft.id, by)).reading.published_version
        confirmed = Confirmation(published) if is_confirmed else None
        return await self.review.take(view.draft.id, Step(move, view.draft.revision, text, publish_at, confirmed), by)

    async def submitted(self, by: Editor, **fields: Any) -> DraftView:
        """A draft of the one procedure, changed and sent to a second person."""
        return await self.take(Move.SUBMIT, await self.write(await self.begin(by), by, **fields), by)

    async def standing(self, kind: EntryKind = EntryKind.PROCEDURE, key: str = CODE) -> EntryVersion | None:
        async with self.database.session() as session:
            return await KnowledgeRepository(session).find_standing(kind, key)

    async def versions(self, kind: EntryKind = EntryKind.PROCEDURE, key: str = CODE) -> Sequence[EntryVersion]:
        async with self.database.session() as session:
            return await KnowledgeRepository(session).list_versions_of(kind, key)

    async def revision(self) -> int:
        async with self.database.session() as session:
            return await KnowledgeRepository(session).get_revision()

    async def all_drafts(self) -> Sequence[EntryDraft]:
        async with self.database.session() as session:
            return (await session.scalars(select(EntryDraft))).all()

    async def audited(self) -> list[tuple[str, str]]:
        async with self.database.session() as session:
            entries = await session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "entry").order_by(AuditEntry.id))
            return [(entry.action, entry.subject_id) for entry in entries]


def events_of(view: DraftView) -> list[str]:
    return [str(event.event) for event in view.events]
