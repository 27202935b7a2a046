"""What happens to a draft once it is written: sent to a second person, returned, approved, published, forced, put aside."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import InputError, NotFound
from core.words import Words
from knowledge_base.editing.cleaning import clean_text
from knowledge_base.editing.draft_notices import tell_of_comment, tell_reviewers, tell_writers
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.ledger import Ledger
from knowledge_base.editing.models import DraftEvent, DraftState, EntryDraft
from knowledge_base.editing.publishing_drafts import DraftPublisher
from knowledge_base.editing.reading import DraftReader, DraftView
from knowledge_base.editing.refusals import MOST_TEXT_CHARACTERS, draft_changed, error_of, moment
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.editing.states import MOVES, Move, Refusal, becomes, refusal
from knowledge_base.repository import KnowledgeRepository
from staff import audit
from staff.notices import NoticeKind


@dataclass(frozen=True)
class Confirmation:
    """That it takes the place of just this version, published meanwhile; None: of nothing, it was taken down."""

    replaces: int | None


@dataclass(frozen=True)
class Step:
    """`revision` as it was read. `publish_at` ahead schedules."""

    move: Move
    revision: int
    text: str = ""
    publish_at: datetime | None = None
    confirmed: Confirmation | None = None


# What goes into the history; what publishes writes its own.
_WRITTEN: Mapping[Move, tuple[DraftEvent, audit.Action]] = {
    Move.SUBMIT: (DraftEvent.SUBMITTED, audit.Action.DRAFT_SUBMITTED),
    Move.DISCARD: (DraftEvent.DISCARDED, audit.Action.DRAFT_DISCARDED),
    Move.APPROVE: (DraftEvent.APPROVED, audit.Action.DRAFT_APPROVED),
    Move.FORCE: (DraftEvent.FORCED, audit.Action.CONTENT_FORCED),
}


class Review:
    """Each step is one transaction: state, event, audit entry and, where it publishes, version and revision."""

    def __init__(self, database: Database, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._clock = clock
        self._reader = DraftReader(clock)
        self._ledger = Ledger(clock)
        self._publisher = DraftPublisher(words, clock)

    async def comment(self, draft_id: uuid.UUID, text: str, by: Editor) -> DraftView:
        said = self._text(text)
        async with self._database.session() as session:
            view = await self._locked(session, draft_id, by)
            refused = refusal(Move.COMMENT, view.reading.for_member(by), has_text=bool(said))
            if refused is not None:
                raise error_of(refused, view, self._words)
            await self._ledger.comment(session, view.draft, by, said)
            await tell_of_comment(session, view.draft, by, said)
            return await self._reader.view(session, view.draft, by)

    async def take(self, draft_id: uuid.UUID, step: Step, by: Editor) -> DraftView:
        """Raises NotFound, NotAllowed, Conflict, DraftChanged, InputError."""
        text, move = self._text(step.text), step.move
        later = self._ahead(step.publish_at)
        async with self._database.session() as session:
            if MOVES[move].publishes:
                await KnowledgeRepository(session).lock()
            view = await self._locked(session, draft_id, by)
            # What was published since is another version than the one that was looked at.
            is_confirmed = step.confirmed is not None and step.confirmed.replaces == view.reading.published_version
            refused = refusal(move, view.reading.for_member(by), has_text=bool(text), is_confirmed=is_confirmed)
            if view.draft.revision != step.revision and refused not in {Refusal.NOT_THEIRS, Refusal.WRONG_STATE}:
                raise draft_changed(session, self._words, view, "changed_since_looked_at")
            if refused is not None:
                raise error_of(refused, view, self._words)
            before = DraftState(view.draft.state)
            draft = await self._moved(session, view, step, later, by)
            await self._written(session, draft, before, move, text, by)
            if draft.state == DraftState.PUBLISHED:
                await self._publisher.publish(session, draft, by, forced_because=text if move is Move.FORCE else "")
            elif later is not None:
                when = self._words.say("scheduled_for", time=moment(later))
                await self._ledger.record(session, draft, DraftEvent.SCHEDULED, audit.Action.DRAFT_SCHEDULED, by, when)
                await tell_writers(session, draft, NoticeKind.DRAFT_SCHEDULED, by, when)
            return await self._reader.view(session, draft, by)

    async def _moved(self, session: AsyncSession, view: DraftView, step: Step, later: datetime | None, by: Editor) -> EntryDraft:
        state = becomes(step.move, DraftState(view.draft.state), later=later is not None)
        changed: dict[str, Any] = {"state": state, "changed_by": by.id, "changed_at": self._clock()}
        changed["publish_at"] = later if state is DraftState.SCHEDULED else None
        if MOVES[step.move].publishes:
            # What it takes the place of is known and confirmed.
            changed["base_version"] = view.reading.published_version
        return await DraftRepository(session).change(view.draft.id, changed)

    async def _written(self, session: AsyncSession, draft: EntryDraft, before: DraftState, move: Move, text: str, by: Editor) -> None:
        if move is Move.RETURN:
            was_scheduled = before is DraftState.SCHEDULED
            event = DraftEvent.UNSCHEDULED if was_scheduled else DraftEvent.RETURNED
            action = audit.Action.DRAFT_UNSCHEDULED if was_scheduled else audit.Action.DRAFT_RETURNED
            await self._ledger.record(session, draft, event, action, by, text)
            await tell_writers(session, draft, NoticeKind.DRAFT_RETURNED, by, text)
        elif move in _WRITTEN:
            await self._ledger.record(session, draft, *_WRITTEN[move], by, text)
        if move is Move.SUBMIT:
            await tell_reviewers(session, draft, by, text)

    async def _locked(self, session: AsyncSession, draft_id: uuid.UUID, by: Editor) -> DraftView:
        draft = await DraftRepository(session).find_locked(draft_id)
        if draft is None:
            raise NotFound("no_draft", self._words.say("no_draft"))
        return await self._reader.view(session, draft, by)

    def _ahead(self, publish_at: datetime | None) -> datetime | None:
        """A time that has passed was mistyped: what was meant to wait must not go out at once."""
        if publish_at is not None and publish_at <= self._clock():
            raise InputError("time_passed", self._words.say("time_passed", time=moment(publish_at)))
        return publish_at

    def _text(self, text: str) -> str:
        cleaned = clean_text(text)
        if len(cleaned) > MOST_TEXT_CHARACTERS:
            raise InputError("too_long", self._words.say("too_long", most=MOST_TEXT_CHARACTERS))
        return cleaned
