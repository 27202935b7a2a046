"""An old version of an entry said again: at once where nobody has to look at it, else as a draft that waits for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotAllowed, NotFound
from core.words import Words
from knowledge_base.editing.difference import Change, changes
from knowledge_base.editing.draft_notices import tell_reviewers
from knowledge_base.editing.drafts import Beginning, Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.entries import decided
from knowledge_base.editing.ledger import Ledger
from knowledge_base.editing.models import DraftEvent, DraftState
from knowledge_base.editing.problems import problems
from knowledge_base.editing.repository import DraftRepository, RuleRepository
from knowledge_base.editing.rules import fields_needing_approval
from knowledge_base.editing.titles import title_in
from knowledge_base.editing.versions import Wording, publish_version
from knowledge_base.models import EntryKind, EntryState, EntryVersion
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.repository import KnowledgeRepository
from staff import audit
from staff.permissions import Permission


@dataclass(frozen=True)
class Wanted:
    """`is_forced`: in an emergency, without the second person it needs."""

    kind: EntryKind
    key: str
    version: int
    reason: str
    is_forced: bool = False


class RollingBack:
    def __init__(self, database: Database, drafts: Drafts, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._drafts = drafts
        self._words = words
        self._clock = clock
        self._ledger = Ledger(clock)

    async def roll_back(self, wanted: Wanted, by: Editor) -> int | None:
        """The number of the new version, which says what an old one said; None where it waits for a second person.

        Raises NotAllowed, NotFound, Conflict, InputError.
        """
        why = decided(wanted.reason, by, self._words)
        if wanted.is_forced and Permission.FORCE_CONTENT not in by.permissions:
            raise NotAllowed("not_theirs", self._words.say("not_theirs"))
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            await repository.lock()
            version = self._usable(await repository.find_version(wanted.kind, wanted.key, wanted.version), wanted)
            needs_approval = await self._needs_approval(session, version, wanted)
            said = self._words.say("rolled_back", version=wanted.version, reason=why)
            if needs_approval and not wanted.is_forced:
                await self._propose(session, version, said, by)
                return None
            return await self._publish(session, version, said, why, by, is_forced=needs_approval)

    def _usable(self, version: EntryVersion | None, wanted: Wanted) -> EntryVersion:
        number = wanted.version
        if version is None:
            raise NotFound("no_version", self._words.say("no_version", version=number))
        if version.state == EntryState.PUBLISHED:
            raise Conflict("is_that_version", self._words.say("is_that_version", version=number))
        if version.never_public:
            raise Conflict("never_public", self._words.say("never_public", version=number))
        found = problems(wanted.kind, wanted.key, version.record, self._clock())
        if found:
            raise InputError("outdated_version", self._words.say("outdated_version", version=number, first=found[0].message))
        return version

    async def _needs_approval(self, session: AsyncSession, version: EntryVersion, wanted: Wanted) -> bool:
        """As of a draft: by the fields that differ; what nobody sees now needs it as a whole."""
        standing = await KnowledgeRepository(session).find_standing(wanted.kind, wanted.key)
        needing = await fields_needing_approval(RuleRepository(session), wanted.kind)
        if standing is None or standing.state != EntryState.PUBLISHED:
            return True
        different: Sequence[Change] = changes(wanted.kind, standing.record, version.record, needing)
        if not different:
            raise Conflict("same_version", self._words.say("same_version", version=version.version))
        return any(change.needs_approval for change in different)

    async def _propose(self, session: AsyncSession, version: EntryVersion, said: str, by: Editor) -> None:
        kind, key = EntryKind(version.kind), version.key
        draft, is_new = await self._drafts.begin_in(session, Beginning(kind, key, from_version=version.version, reason=said), by)
        if not is_new:
            names = await DraftRepository(session).names_of([draft.changed_by])
            raise Conflict("draft_in_the_way", self._words.say("draft_in_the_way", name=names.get(draft.changed_by, "")))
        changed = {"state": DraftState.IN_REVIEW, "changed_by": by.id, "changed_at": self._clock()}
        draft = await DraftRepository(session).change(draft.id, changed)
        await self._ledger.record(session, draft, DraftEvent.SUBMITTED, audit.Action.DRAFT_SUBMITTED, by, said)
        await tell_reviewers(session, draft, by, said)

    async def _publish(self, session: AsyncSession, version: EntryVersion, said: str, why: str, by: Editor, *, is_forced: bool) -> int:
        kind, key = EntryKind(version.kind), version.key
        reason = f"{said.rstrip('.')}. {self._words.say('forced', name=by.name, reason=why)}" if is_forced else said
        record = RECORD_OF[kind].model_validate(version.record)
        new = await publish_version(session, Wording(kind=kind, key=key, record=record, author=by.name, reason=reason, is_forced=is_forced))
        details = {"entry": await title_in(session, kind, key, version.record), "version": version.version, "reason": why}
        actions = [audit.Action.CONTENT_ROLLED_BACK, *([audit.Action.CONTENT_FORCED] if is_forced else [])]
        for action in actions:
            await self._ledger.audit(session, kind, key, action, by, details)
        return new
