"""Six people and two workers at once on a few entries, with imports between: nothing is lost, published twice, or published unseen."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise

import pytest
from sqlalchemy import select

from core.db import Database
from core.errors import HotlineError
from knowledge_base.editing.drafts import Beginning
from knowledge_base.editing.models import DraftEvent, DraftState, EntryDraft, EntryDraftEvent
from knowledge_base.editing.review import Confirmation, Step
from knowledge_base.editing.states import LIVE, Move
from knowledge_base.models import STANDING, EntryKind, EntryVersion, Origin
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.editing.newsroom import Newsroom

_PEOPLE = 6
_STEPS = 20
_CODES = ("1.000001", "1.000002", "1.000003", "1.000004")
_WRITING = [Move.SUBMIT] * 4 + [Move.PUBLISH] * 3 + [Move.DISCARD]
_DECIDING = [Move.APPROVE] * 8 + [Move.RETURN, Move.FORCE]


class Busy:
    """Somebody who does whatever comes to mind, mostly with what they see now and at times with what they saw before."""

    def __init__(self, room, who, clock, seed):
        self._room, self._who, self._clock = room, who, clock
        self._dice = random.Random(seed)
        self._seen = {}
        self.done = 0

    async def work(self):
        for _ in range(_STEPS):
            code = self._dice.choice(_CODES)
            try:
                if code not in self._seen or self._dice.random() < 0.85:
                    self._seen[code], _ = await self._room.drafts.begin(Beginning(EntryKind.PROCEDURE, code), self._who)
                await self._act(code, self._seen[code])
                self.done += 1
            except HotlineError:
                continue

    async def _act(self, code, seen):
        raise NotImplementedError

    async def _step(self, code, seen, moves):
        later = self._dice.choice((None, None, self._clock.now.replace(hour=6)))
        confirmed = Confirmation(seen.reading.published_version) if self._dice.random() < 0.8 else None
        step = Step(self._dice.choice(moves), seen.draft.revision, "vì", later, confirmed)
        self._seen[code] = await self._room.review.take(seen.draft.id, step, self._who)


class Writer(Busy):
    async def _act(self, code, seen):
        if seen.reading.changes and self._dice.random() < 0.7:
            await self._step(code, seen, _WRITING)
            return
        record = {**seen.draft.record, "summary": f"{self._dice.random()}"}
        if self._dice.random() < 0.8:
            record["legal_bases"] = [{"document_number": f"{self._dice.randrange(100)}/2026"}]
        self._seen[code] = await self._room.drafts.save(seen.draft.id, seen.draft.revision, record, "vì", self._who)


class Reviewer(Busy):
    async def _act(self, code, seen):
        if self._dice.random() < 0.9:
            await self._step(code, seen, _DECIDING)
            return
        entries = self._room.entries
        act = self._dice.choice((entries.take_down, entries.restore, entries.restore))
        await act(EntryKind.PROCEDURE, code, "vì", self._who)


@pytest.fixture
async def room(database_url, editing_words, clock):
    opened = Database(database_url, pool_size=_PEOPLE + 3)
    yield Newsroom(opened, editing_words, clock)
    await opened.close()


async def _import_now_and_then(room, dice):
    for day in range(1, 9):
        code = dice.choice(_CODES)
        await room.ship(BIRTH.model_copy(update={"code": code, "as_of": BIRTH.as_of.replace(month=7, day=day)}), origin=Origin.IMPORTED)
        await asyncio.sleep(0.02)


async def _publish_what_is_due(room, clock):
    for _ in range(8):
        await room.scheduled.publish_due()
        clock.go(minutes=15)
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_lost_doubled_or_published_unseen(room, clock, seed):
    await room.ship(*(BIRTH.model_copy(update={"code": code}) for code in _CODES))
    kinds = [Writer, Writer, Writer, Reviewer, Reviewer, Reviewer]
    members = [await room.member(f"Người {number}", "editor", "supervisor") for number in range(_PEOPLE)]
    people = [kind(room, who, clock, seed * _PEOPLE + number) for number, (kind, who) in enumerate(zip(kinds, members, strict=True))]
    started = await room.revision()
    await asyncio.gather(
        *(person.work() for person in people),
        _import_now_and_then(room, random.Random(seed)),
        _publish_what_is_due(room, clock),
        _publish_what_is_due(room, clock),
    )
    assert sum(person.done for person in people) > _PEOPLE
    async with room.database.session() as session:
        versions = list(await session.scalars(select(EntryVersion).order_by(EntryVersion.id)))
        drafts = list(await session.scalars(select(EntryDraft)))
        events = list(await session.scalars(select(EntryDraftEvent).order_by(EntryDraftEvent.id)))
    for code in _CODES:
        own = [version for version in versions if version.key == code]
        assert [version.version for version in own] == list(range(1, len(own) + 1))
        assert sum(version.state in STANDING for version in own) == 1
        assert sum(draft.state in LIVE for draft in drafts if draft.key == code) <= 1
    edited = [version for version in versions if version.origin == Origin.EDITED]
    published = [draft for draft in drafts if draft.state == DraftState.PUBLISHED]
    assert len(edited) == len(published) == sum(event.event == DraftEvent.PUBLISHED for event in events)
    assert await room.revision() >= started + len(edited)
    by_draft = {draft.id: [event for event in events if event.draft_id == draft.id] for draft in drafts}
    for draft in drafts:
        _history_holds_together(draft, by_draft[draft.id])
    assert edited
    for version in edited:
        _was_seen(version, [earlier for earlier in versions if earlier.key == version.key and earlier.version < version.version])


def _was_seen(version, earlier):
    """Laws are new in what a second person approved, or somebody forced, and nowhere else."""
    assert version.approved_by == "" or version.approved_by not in version.author.split(", ")
    if not version.approved_by and not version.is_forced:
        assert version.record["legal_bases"] in [before.record["legal_bases"] for before in earlier]


def _history_holds_together(draft, events):
    names = [event.event for event in events]
    assert names[0] == DraftEvent.CREATED
    assert names.count(DraftEvent.PUBLISHED) == (draft.state == DraftState.PUBLISHED)
    assert names.count(DraftEvent.DISCARDED) == (draft.state == DraftState.DISCARDED)
    for before, after in pairwise(events):
        # Whoever approved wrote nothing of it, and it was sent to somebody before.
        if after.event == DraftEvent.APPROVED:
            assert str(after.by_id) not in draft.written_by
            assert before.event == DraftEvent.SUBMITTED
    if draft.state in {DraftState.PUBLISHED, DraftState.DISCARDED}:
        assert names[-1] == draft.state
