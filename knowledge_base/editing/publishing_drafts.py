"""A draft becomes the published version: by a member's step, or by the program when its hour has come."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from knowledge_base.editing.draft_notices import tell_of_failure, tell_writers
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.ledger import Ledger
from knowledge_base.editing.models import DraftEvent, DraftState, EntryDraft
from knowledge_base.editing.reading import DraftReader, Reading, writers
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.editing.versions import Wording, publish_version
from knowledge_base.models import EntryKind
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.repository import KnowledgeRepository
from staff import audit
from staff.notices import NoticeKind


class DraftPublisher:
    """The caller holds the publisher's lock and has checked the draft."""

    def __init__(self, words: Words, clock: Clock) -> None:
        self._words = words
        self._ledger = Ledger(clock)

    async def publish(self, session: AsyncSession, draft: EntryDraft, by: Editor | None, *, forced_because: str = "") -> int:
        repository, kind = DraftRepository(session), EntryKind(draft.kind)
        events = await repository.list_events(draft.id)
        approver = next((event.by_id for event in reversed(events) if event.event == DraftEvent.APPROVED), None)
        people = [uuid.UUID(each) for each in draft.written_by]
        names = await repository.names_of([*people, draft.created_by, *([approver] if approver else [])])
        forced = self._words.say("forced", name=by.name, reason=forced_because) if by is not None and forced_because else ""
        version = await publish_version(
            session,
            Wording(
                kind=kind,
                key=draft.key,
                record=RECORD_OF[kind].model_validate(draft.record),
                author=", ".join(writers(draft, names)) or names.get(draft.created_by, ""),
                reason=". ".join(part.rstrip(".") for part in (draft.reason, forced) if part),
                approved_by="" if forced or approver is None else names.get(approver, ""),
                is_forced=bool(forced),
            ),
        )
        await self._ledger.record(session, draft, DraftEvent.PUBLISHED, audit.Action.CONTENT_PUBLISHED, by)
        await tell_writers(session, draft, NoticeKind.DRAFT_PUBLISHED, by)
        return version


class ScheduledPublication:
    """The worker's round. Each draft in a transaction of its own; several workers share them by SKIP LOCKED."""

    def __init__(self, database: Database, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._clock = clock
        self._reader = DraftReader(clock)
        self._ledger = Ledger(clock)
        self._publisher = DraftPublisher(words, clock)

    async def publish_due(self) -> int:
        """How many were published. What cannot be goes back to writing and says why."""
        async with self._database.session() as session:
            due = await DraftRepository(session).list_due(self._clock())
        return sum([await self._publish_one(draft_id) for draft_id in due])

    async def _publish_one(self, draft_id: uuid.UUID) -> bool:
        async with self._database.session() as session:
            # Publisher's lock first, as whoever approves takes them.
            await KnowledgeRepository(session).lock()
            draft = await DraftRepository(session).find_due_locked(draft_id, self._clock())
            return draft is not None and await self._publish(session, draft)

    async def _publish(self, session: AsyncSession, draft: EntryDraft) -> bool:
        reading = await self._reader.read(session, draft)
        hindrance = self._hindrance(reading)
        state = DraftState.WRITING if hindrance else DraftState.PUBLISHED
        changed: dict[str, Any] = {"state": state, "publish_at": None, "changed_at": self._clock()}
        draft = await DraftRepository(session).change(draft.id, changed)
        if hindrance:
            why = self._words.say("could_not_publish", why=hindrance)
            await self._ledger.record(session, draft, DraftEvent.UNSCHEDULED, audit.Action.DRAFT_UNSCHEDULED, None, why)
            await tell_of_failure(session, draft, hindrance)
            return False
        await self._publisher.publish(session, draft, None)
        return True

    def _hindrance(self, reading: Reading) -> str:
        if reading.problems:
            return reading.problems[0].message
        if not reading.is_stale:
            return "" if reading.changes or reading.is_taken_down else self._words.say("unchanged")
        if reading.standing is None or reading.is_taken_down:
            return self._words.say("entry_taken_down")
        return self._words.say("base_replaced", version=reading.standing.version, author=reading.standing.author)
