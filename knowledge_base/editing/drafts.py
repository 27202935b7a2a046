"""Drafts begun, written and kept in company: one an entry, on which all editors work."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from knowledge_base.editing.cleaning import TooDeep, clean, clean_text
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.keys import key_in, slug_of
from knowledge_base.editing.ledger import Ledger
from knowledge_base.editing.models import DraftEvent, DraftState, EntryDraft
from knowledge_base.editing.raw_records import KEY_FIELDS, shipped_record, title_of
from knowledge_base.editing.reading import DraftReader, DraftView
from knowledge_base.editing.refusals import MOST_REASON_CHARACTERS, draft_changed, error_of
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.editing.states import Move, refusal
from knowledge_base.models import EntryKind, EntryState
from knowledge_base.repository import KnowledgeRepository
from staff import audit

# A page says every 10 s that it is open.
GONE_AFTER = timedelta(seconds=25)


@dataclass(frozen=True)
class Beginning:
    """What a draft begins with: `record` as typed or read from a file, else a version, else what is published."""

    kind: EntryKind
    key: str = ""
    record: Mapping[str, Any] | None = None
    from_version: int | None = None
    reason: str = ""


class Drafts:
    def __init__(self, database: Database, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._clock = clock
        self._reader = DraftReader(clock)
        self._ledger = Ledger(clock)

    async def begin(self, beginning: Beginning, by: Editor) -> tuple[DraftView, bool]:
        """The draft, and whether it is new: where there is a live one, that one as it is. Raises InputError, NotFound."""
        async with self._database.session() as session:
            draft, is_new = await self.begin_in(session, beginning, by)
            return await self._reader.view(session, draft, by), is_new

    async def begin_in(self, session: AsyncSession, beginning: Beginning, by: Editor) -> tuple[EntryDraft, bool]:
        """In the caller's transaction, for whoever makes several at once, all or none."""
        repository, reason = DraftRepository(session), self._reason(beginning.reason)
        given = None if beginning.record is None else self.cleaned(beginning.record)
        key = clean_text(beginning.key) or key_in(beginning.kind, given or {}) or await self._free_key(session, beginning.kind, given or {})
        live = await repository.find_live(beginning.kind, key)
        if live is not None:
            return live, False
        record, base = await self._starting_point(session, beginning, key, given)
        if len(KEY_FIELDS[beginning.kind]) == 1:
            record.setdefault(KEY_FIELDS[beginning.kind][0], key)
        now = self._clock()
        draft = await repository.add(
            {
                "kind": beginning.kind,
                "key": key,
                "base_version": base,
                "record": record,
                "reason": reason,
                "created_by": by.id,
                "changed_by": by.id,
                # Whoever begins with what is published has not written anything yet.
                "written_by": [str(by.id)] if given is not None or beginning.from_version is not None else [],
                "created_at": now,
                "changed_at": now,
            }
        )
        if draft is None:
            began_meanwhile = await repository.find_live(beginning.kind, key)
            if began_meanwhile is None:
                raise Conflict("draft_gone", self._words.say("no_draft"))
            return began_meanwhile, False
        await self._ledger.record(session, draft, DraftEvent.CREATED, audit.Action.DRAFT_STARTED, by)
        return draft, True

    async def show(self, draft_id: uuid.UUID, by: Editor) -> DraftView:
        async with self._database.session() as session:
            draft = await DraftRepository(session).find(draft_id)
            return await self._reader.view(session, self._present(draft), by)

    async def show_live(self, kind: EntryKind, key: str, by: Editor) -> DraftView | None:
        async with self._database.session() as session:
            draft = await DraftRepository(session).find_live(kind, key)
            return None if draft is None else await self._reader.view(session, draft, by)

    async def save(self, draft_id: uuid.UUID, revision: int, record: Mapping[str, Any], reason: str, by: Editor) -> DraftView:
        """Raises DraftChanged when `revision` is not the current one. The same once more changes nothing, whatever the revision."""
        cleaned, why = self.cleaned(record), self._reason(reason)
        async with self._database.session() as session:
            repository = DraftRepository(session)
            draft = self._present(await repository.find_locked(draft_id))
            view = await self._reader.view(session, draft, by)
            refused = refusal(Move.SAVE, view.reading.for_member(by))
            if refused is not None:
                raise error_of(refused, view, self._words)
            if (draft.record, draft.reason) == (cleaned, why):
                return view
            if draft.revision != revision:
                raise draft_changed(session, self._words, view)
            before, writers = DraftState(draft.state), [*draft.written_by]
            if str(by.id) not in writers:
                writers.append(str(by.id))
            changed = {"record": cleaned, "reason": why, "state": DraftState.WRITING, "publish_at": None, "written_by": writers}
            draft = await repository.change(draft_id, changed | {"changed_by": by.id, "changed_at": self._clock()})
            await self._taken_back(session, draft, before, by)
            return await self._reader.view(session, draft, by)

    async def be_present(self, draft_id: uuid.UUID, by: Editor) -> Sequence[tuple[str, datetime]]:
        """Who else has it open, and since when."""
        now = self._clock()
        async with self._database.session() as session:
            repository = DraftRepository(session)
            self._present(await repository.find(draft_id))
            await repository.see(draft_id, by.id, now, now - GONE_AFTER)
            present = await repository.list_present(draft_id, now - GONE_AFTER)
        return [(name, since) for staff_id, name, since in present if staff_id != by.id]

    async def list_in(self, states: Iterable[DraftState]) -> Sequence[DraftView]:
        """Without events, problems and changes: heads for a list."""
        async with self._database.session() as session:
            return await self._reader.heads(session, await DraftRepository(session).list_in(states))

    def cleaned(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """As it would be kept. Raises InputError."""
        try:
            return dict(clean(dict(record)))
        except TooDeep as error:
            raise InputError("too_deep", self._words.say("too_deep")) from error

    async def _starting_point(
        self, session: AsyncSession, beginning: Beginning, key: str, given: dict[str, Any] | None
    ) -> tuple[dict[str, Any], int | None]:
        knowledge = KnowledgeRepository(session)
        standing = await knowledge.find_standing(beginning.kind, key)
        base = standing.version if standing is not None and standing.state == EntryState.PUBLISHED else None
        if given is not None:
            return given, base
        if beginning.from_version is None:
            return (dict(standing.record) if standing is not None else shipped_record(beginning.kind, key)), base
        version = await knowledge.find_version(beginning.kind, key, beginning.from_version)
        if version is None:
            raise NotFound("no_version", self._words.say("no_version", version=beginning.from_version))
        return dict(version.record), base

    async def _free_key(self, session: AsyncSession, kind: EntryKind, raw: Mapping[str, Any]) -> str:
        """Of something new: one that no other entry has. Raises InputError."""
        slug = slug_of(title_of(kind, raw, "")) if KEY_FIELDS[kind] == ("slug",) else ""
        if not slug:
            raise InputError("no_key", self._words.say("no_key"))
        key, numbers = slug, count(2)
        while await KnowledgeRepository(session).last_version(kind, key) or await DraftRepository(session).find_live(kind, key):
            key = f"{slug}-{next(numbers)}"
        return key

    async def _taken_back(self, session: AsyncSession, draft: EntryDraft, before: DraftState, by: Editor) -> None:
        text = self._words.say("taken_back_to_edit")
        if before is DraftState.IN_REVIEW:
            await self._ledger.record(session, draft, DraftEvent.RETURNED, audit.Action.DRAFT_RETURNED, by, text)
        elif before is DraftState.SCHEDULED:
            await self._ledger.record(session, draft, DraftEvent.UNSCHEDULED, audit.Action.DRAFT_UNSCHEDULED, by, text)

    def _reason(self, reason: str) -> str:
        cleaned = clean_text(reason)
        if len(cleaned) > MOST_REASON_CHARACTERS:
            raise InputError("reason_too_long", self._words.say("reason_too_long", most=MOST_REASON_CHARACTERS))
        return cleaned

    def _present(self, draft: EntryDraft | None) -> EntryDraft:
        if draft is None:
            raise NotFound("no_draft", self._words.say("no_draft"))
        return draft
