"""An entry with all its versions, and how it is taken down and put back, without a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotAllowed, NotFound
from core.words import Words
from knowledge_base.editing.cleaning import clean_text
from knowledge_base.editing.difference import Change, changes
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.ledger import SUBJECT, Ledger
from knowledge_base.editing.raw_records import shipped_record
from knowledge_base.editing.refusals import MOST_REASON_CHARACTERS
from knowledge_base.editing.repository import RuleRepository
from knowledge_base.editing.rules import fields_needing_approval
from knowledge_base.editing.titles import title_in
from knowledge_base.models import EntryKind, EntryState, EntryVersion
from knowledge_base.repository import KnowledgeRepository
from staff import audit
from staff.permissions import Permission
from staff.repository import AuditFilter


@dataclass(frozen=True)
class _Standing:
    """What becomes of the standing version, and how it is refused where it is not so before."""

    before: EntryState
    after: EntryState
    action: audit.Action
    refusal: str


@dataclass(frozen=True)
class TakenDown:
    """The version that stood, and who took it away, when and why."""

    version: EntryVersion
    by: str
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class EntryView:
    """Versions newest first; none for what is only a draft."""

    kind: EntryKind
    key: str
    title: str
    versions: Sequence[EntryVersion]
    taken_down: TakenDown | None = None

    @property
    def published(self) -> EntryVersion | None:
        return next((version for version in self.versions if version.state == EntryState.PUBLISHED), None)


class Entries:
    def __init__(self, database: Database, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._clock = clock
        self._ledger = Ledger(clock)

    async def show(self, kind: EntryKind, key: str) -> EntryView:
        async with self._database.session() as session:
            versions = await KnowledgeRepository(session).list_versions_of(kind, key)
            taken = next((version for version in versions if version.state == EntryState.TAKEN_DOWN), None)
            shown = next((version for version in versions if version.state == EntryState.PUBLISHED), taken) or next(iter(versions), None)
            title = await title_in(session, kind, key, shipped_record(kind, key) if shown is None else shown.record)
            return EntryView(kind, key, title, versions, None if taken is None else await self._taken_down(session, taken))

    def known(self, entry: EntryView, *, has_draft: bool) -> EntryView:
        """Raises NotFound for what has neither a version nor a live draft, and is no sentence that the bot ships."""
        if not entry.versions and not has_draft and not shipped_record(entry.kind, entry.key):
            raise NotFound("no_entry", self._words.say("no_entry"))
        return entry

    async def version(self, kind: EntryKind, key: str, number: int) -> EntryVersion:
        async with self._database.session() as session:
            return self._present(await KnowledgeRepository(session).find_version(kind, key, number), number)

    async def difference(self, kind: EntryKind, key: str, older: int, newer: int) -> Sequence[Change]:
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            before, after = [self._present(await repository.find_version(kind, key, number), number) for number in (older, newer)]
            needing = await fields_needing_approval(RuleRepository(session), kind)
        return changes(kind, before.record, after.record, needing)

    async def take_down(self, kind: EntryKind, key: str, reason: str, by: Editor) -> None:
        """At once and without a second person: it is for emergencies. Raises Conflict `not_published`."""
        change = _Standing(EntryState.PUBLISHED, EntryState.TAKEN_DOWN, audit.Action.CONTENT_TAKEN_DOWN, "not_published")
        await self._change_standing(kind, key, reason, by, change)

    async def restore(self, kind: EntryKind, key: str, reason: str, by: Editor) -> None:
        """Raises Conflict `not_taken_down`."""
        change = _Standing(EntryState.TAKEN_DOWN, EntryState.PUBLISHED, audit.Action.CONTENT_RESTORED, "not_taken_down")
        await self._change_standing(kind, key, reason, by, change)

    async def _taken_down(self, session: AsyncSession, version: EntryVersion) -> TakenDown:
        """As the audit log tells it: an entry is taken down by staff alone."""
        subject_id = f"{version.kind}/{version.key}"
        chosen = AuditFilter(action=audit.Action.CONTENT_TAKEN_DOWN, subject_kind=SUBJECT, subject_id=subject_id)
        lines = (await audit.list_entries(session, chosen, limit=1)).lines
        if not lines:
            return TakenDown(version, "", None, "")
        return TakenDown(version, lines[0].staff_name, lines[0].entry.at, str(lines[0].entry.details.get("reason", "")))

    async def _change_standing(self, kind: EntryKind, key: str, reason: str, by: Editor, change: _Standing) -> None:
        why = decided(reason, by, self._words)
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            await repository.lock()
            version = await repository.find_standing(kind, key)
            if version is None or version.state != change.before:
                raise Conflict(change.refusal, self._words.say(change.refusal))
            await repository.set_state(version.id, change.after)
            await repository.raise_revision()
            entry = await title_in(session, kind, key, version.record)
            details = {"entry": entry, "version": version.version, "reason": why}
            await self._ledger.audit(session, kind, key, change.action, by, details)

    def _present(self, version: EntryVersion | None, number: int) -> EntryVersion:
        if version is None:
            raise NotFound("no_version", self._words.say("no_version", version=number))
        return version


def decided(reason: str, by: Editor, words: Words) -> str:
    """Why, from somebody who may decide. Raises NotAllowed and InputError."""
    if Permission.APPROVE_CONTENT not in by.permissions:
        raise NotAllowed("not_theirs", words.say("not_theirs"))
    why = clean_text(reason)
    if not why:
        raise InputError("text_needed", words.say("text_needed"))
    if len(why) > MOST_REASON_CHARACTERS:
        raise InputError("reason_too_long", words.say("reason_too_long", most=MOST_REASON_CHARACTERS))
    return why
