"""An entry with all its versions, and what is done to it without a draft: taken down, put back, rolled back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotAllowed, NotFound
from core.words import Words
from knowledge_base.editing.cleaning import clean_text
from knowledge_base.editing.difference import Change, changes
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.ledger import Ledger
from knowledge_base.editing.problems import problems
from knowledge_base.editing.raw_records import title_of
from knowledge_base.editing.refusals import MOST_REASON_CHARACTERS
from knowledge_base.editing.repository import RuleRepository
from knowledge_base.editing.rules import fields_needing_approval
from knowledge_base.editing.versions import Wording, publish_version
from knowledge_base.models import EntryKind, EntryState, EntryVersion
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.repository import KnowledgeRepository
from staff import audit
from staff.permissions import Permission


@dataclass(frozen=True)
class _Standing:
    """What becomes of the standing version, and how it is refused where it is not so before."""

    before: EntryState
    after: EntryState
    action: audit.Action
    refusal: str


@dataclass(frozen=True)
class EntryView:
    """Versions newest first; none for what is only a draft."""

    kind: EntryKind
    key: str
    versions: Sequence[EntryVersion]

    @property
    def published(self) -> EntryVersion | None:
        return next((version for version in self.versions if version.state == EntryState.PUBLISHED), None)

    @property
    def is_taken_down(self) -> bool:
        return any(version.state == EntryState.TAKEN_DOWN for version in self.versions)

    @property
    def title(self) -> str:
        shown = self.published or next(iter(self.versions), None)
        return self.key if shown is None else title_of(shown.record, self.key)


class Entries:
    def __init__(self, database: Database, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._clock = clock
        self._ledger = Ledger(clock)

    async def show(self, kind: EntryKind, key: str) -> EntryView:
        async with self._database.session() as session:
            return EntryView(kind, key, await KnowledgeRepository(session).list_versions_of(kind, key))

    def known(self, entry: EntryView, *, has_draft: bool) -> EntryView:
        """Raises NotFound for what has neither a version nor a live draft."""
        if not entry.versions and not has_draft:
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

    async def _change_standing(self, kind: EntryKind, key: str, reason: str, by: Editor, change: _Standing) -> None:
        why = self._decided(reason, by)
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            await repository.lock()
            version = await repository.find_standing(kind, key)
            if version is None or version.state != change.before:
                raise Conflict(change.refusal, self._words.say(change.refusal))
            await repository.set_state(version.id, change.after)
            await repository.raise_revision()
            details = {"entry": title_of(version.record, key), "version": version.version, "reason": why}
            await self._ledger.audit(session, kind, key, change.action, by, details)

    async def roll_back(self, kind: EntryKind, key: str, number: int, reason: str, by: Editor) -> int:
        """The number of the new version, which says what an old one said. Raises NotFound, Conflict, InputError."""
        why = self._decided(reason, by)
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            await repository.lock()
            version = self._present(await repository.find_version(kind, key, number), number)
            if version.state == EntryState.PUBLISHED:
                raise Conflict("is_that_version", self._words.say("is_that_version", version=number))
            found = problems(kind, key, version.record, self._clock())
            if found:
                raise InputError("outdated_version", self._words.say("outdated_version", version=number, first=found[0].message))
            record = RECORD_OF[kind].model_validate(version.record)
            said = self._words.say("rolled_back", version=number, reason=why)
            new = await publish_version(session, Wording(kind=kind, key=key, record=record, author=by.name, reason=said))
            details = {"entry": title_of(version.record, key), "version": number, "reason": why}
            await self._ledger.audit(session, kind, key, audit.Action.CONTENT_ROLLED_BACK, by, details)
        return new

    def _decided(self, reason: str, by: Editor) -> str:
        if Permission.APPROVE_CONTENT not in by.permissions:
            raise NotAllowed("not_theirs", self._words.say("not_theirs"))
        why = clean_text(reason)
        if not why:
            raise InputError("text_needed", self._words.say("text_needed"))
        if len(why) > MOST_REASON_CHARACTERS:
            raise InputError("reason_too_long", self._words.say("reason_too_long", most=MOST_REASON_CHARACTERS))
        return why

    def _present(self, version: EntryVersion | None, number: int) -> EntryVersion:
        if version is None:
            raise NotFound("no_version", self._words.say("no_version", version=number))
        return version
