"""A draft as it stands: beside what is published, with its problems and changes, who wrote it, and what one may do with it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from knowledge_base.editing.difference import Change, changes
from knowledge_base.editing.doubts import doubts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.editing.problems import Problem, problems
from knowledge_base.editing.raw_records import fields_of, shipped_record
from knowledge_base.editing.repository import DraftRepository, RuleRepository
from knowledge_base.editing.rules import fields_needing_approval
from knowledge_base.editing.states import LIVE, Move, Situation, may
from knowledge_base.editing.titles import title_in, titles_of
from knowledge_base.models import EntryKind, EntryState, EntryVersion
from knowledge_base.repository import KnowledgeRepository


@dataclass(frozen=True)
class Reading:
    """`standing`: the version that is published, or was until it was taken down."""

    draft: EntryDraft
    standing: EntryVersion | None
    problems: Sequence[Problem]
    changes: Sequence[Change]
    doubts: Sequence[Problem] = ()

    @property
    def is_taken_down(self) -> bool:
        return self.standing is not None and self.standing.state == EntryState.TAKEN_DOWN

    @property
    def published_version(self) -> int | None:
        return self.standing.version if self.standing is not None and not self.is_taken_down else None

    @property
    def published_author(self) -> str:
        return self.standing.author if self.standing is not None and not self.is_taken_down else ""

    @property
    def is_stale(self) -> bool:
        """Something else was published, or it was taken down, since it was begun."""
        return self.draft.base_version != self.published_version

    @property
    def needs_approval(self) -> bool:
        """What is new, or was taken down, needs it as a whole."""
        return self.published_version is None or any(change.needs_approval for change in self.changes)

    def for_member(self, editor: Editor) -> Situation:
        return Situation(
            state=DraftState(self.draft.state),
            permissions=editor.permissions,
            is_writer=str(editor.id) in self.draft.written_by,
            needs_approval=self.needs_approval,
            has_problems=bool(self.problems),
            has_reason=bool(self.draft.reason.strip()),
            is_unchanged=not self.changes and not self.is_taken_down,
            is_stale=self.is_stale,
        )


@dataclass(frozen=True)
class Told:
    """One event; `by` is empty for what the program did."""

    at: datetime
    by: str
    event: str
    text: str


@dataclass(frozen=True)
class DraftView:
    reading: Reading
    names: Mapping[uuid.UUID, str]
    events: Sequence[Told]
    may: Mapping[Move, bool]
    title: str

    @property
    def draft(self) -> EntryDraft:
        return self.reading.draft

    def name(self, staff_id: uuid.UUID) -> str:
        return self.names.get(staff_id, "")

    @property
    def writers(self) -> list[str]:
        return writers(self.draft, self.names)


def writers(draft: EntryDraft, names: Mapping[uuid.UUID, str]) -> list[str]:
    """Names of everybody who typed something of it, in the order in which they began."""
    return [name for name in (names.get(uuid.UUID(each)) for each in draft.written_by) if name]


class DraftReader:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def read(self, session: AsyncSession, draft: EntryDraft) -> Reading:
        kind = EntryKind(draft.kind)
        standing = await KnowledgeRepository(session).find_standing(kind, draft.key)
        needing = await fields_needing_approval(RuleRepository(session), kind)
        is_live, now = draft.state in LIVE, self._clock()
        found = problems(kind, draft.key, draft.record, now) if is_live else []
        # What the program ships is said until something is published in its place: a draft is told apart from that.
        before = standing.record if standing is not None else shipped_record(kind, draft.key) or None
        changed = changes(kind, before, draft.record, needing if standing is not None else frozenset(fields_of(kind)))
        return Reading(draft, standing, found, changed, doubts(kind, draft.record, now) if is_live else ())

    async def heads(self, session: AsyncSession, drafts: Sequence[EntryDraft]) -> Sequence[DraftView]:
        """For a list: without events, problems and changes."""
        standing = await KnowledgeRepository(session).list_standing_of([(draft.kind, draft.key) for draft in drafts])
        people = {person for draft in drafts for person in (draft.created_by, draft.changed_by, *map(uuid.UUID, draft.written_by))}
        names = await DraftRepository(session).names_of(people)
        titles = await titles_of(session, [(draft.kind, draft.key, draft.record) for draft in drafts])
        entries = [(draft, (draft.kind, draft.key)) for draft in drafts]
        return [DraftView(Reading(draft, standing.get(entry), [], []), names, [], {}, titles[entry]) for draft, entry in entries]

    async def view(self, session: AsyncSession, draft: EntryDraft, editor: Editor) -> DraftView:
        reading, repository = await self.read(session, draft), DraftRepository(session)
        events = await repository.list_events(draft.id)
        people = {draft.created_by, draft.changed_by, *map(uuid.UUID, draft.written_by), *(event.by_id for event in events if event.by_id)}
        names = await repository.names_of(people)
        told = [Told(event.at, names.get(event.by_id, "") if event.by_id else "", event.event, event.text) for event in events]
        situation = reading.for_member(editor)
        title = await title_in(session, draft.kind, draft.key, draft.record)
        return DraftView(reading, names, told, {move: may(move, situation) for move in Move}, title)
