"""A decree was replaced: a draft with a note for each entry that is to be worked through, and how far that has come."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import InputError
from core.words import Words
from knowledge_base.editing.drafts import Beginning, Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.field_words import field_label
from knowledge_base.editing.ledger import Ledger
from knowledge_base.editing.models import EntryDraft
from knowledge_base.models import EntryKind
from knowledge_base.quality.citing import Citing, decree_of, list_citing
from knowledge_base.quality.decrees import Decree
from knowledge_base.quality.models import DecreeTask
from knowledge_base.quality.task_repository import TaskItem, TaskRepository

MOST_ENTRIES = 200


@dataclass(frozen=True)
class TaskView:
    id: uuid.UUID
    decree: str
    replaced_by: str
    created_by: str
    created_at: datetime
    items: Sequence[TaskItem]

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.items)


class DecreeTasks:
    def __init__(self, database: Database, drafts: Drafts, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._drafts = drafts
        self._words = words
        self._clock = clock
        self._ledger = Ledger(clock)

    async def citing(self, typed: str) -> tuple[Decree, Sequence[Citing]]:
        """Raises InputError."""
        decree = decree_of(typed, self._words)
        async with self._database.session() as session:
            return decree, await list_citing(session, decree)

    async def give(self, typed: str, replaced_by: str, chosen: Sequence[tuple[EntryKind, str]], by: Editor) -> TaskView:
        """All drafts or none; an entry that is being written already gets the note as a comment. Raises InputError."""
        old, new = decree_of(typed, self._words), decree_of(replaced_by, self._words)
        self._check(old, new, chosen)
        async with self._database.session() as session:
            citing = {(each.kind, each.key): each for each in await list_citing(session, old)}
            if not citing.keys() >= set(chosen):
                raise InputError("not_cited", self._words.say("not_cited", decree=old.shown))
            repository = TaskRepository(session)
            task = await repository.add(old.shown, new.shown, by.id, self._clock())
            for entry in dict.fromkeys(chosen):
                draft = await self._draft(session, citing[entry], self._note(old, new, citing[entry]), by)
                await repository.add_item(task.id, draft.id)
            return await _view(repository, task, by.name)

    async def list_all(self) -> Sequence[TaskView]:
        """Newest first."""
        async with self._database.session() as session:
            repository = TaskRepository(session)
            return [await _view(repository, task, name) for task, name in await repository.list_all()]

    async def _draft(self, session: AsyncSession, entry: Citing, note: str, by: Editor) -> EntryDraft:
        draft, is_new = await self._drafts.begin_in(session, Beginning(entry.kind, entry.key, reason=note), by)
        if not is_new:
            await self._ledger.comment(session, draft, by, note)
        return draft

    def _note(self, old: Decree, new: Decree, entry: Citing) -> str:
        fields = ", ".join(field_label(entry.kind, each.field).lower() for each in entry.citations)
        return self._words.say("task_note", decree=old.shown, replaced_by=new.shown, fields=fields)

    def _check(self, old: Decree, new: Decree, chosen: Sequence[tuple[EntryKind, str]]) -> None:
        if new.is_in(old.shown):
            raise InputError("same_decree", self._words.say("same_decree"))
        if not chosen:
            raise InputError("no_entries", self._words.say("no_entries"))
        if len(chosen) > MOST_ENTRIES:
            raise InputError("too_many_entries", self._words.say("too_many_entries", most=MOST_ENTRIES))


async def _view(repository: TaskRepository, task: DecreeTask, name: str) -> TaskView:
    return TaskView(task.id, task.decree, task.replaced_by, name, task.created_at, await repository.items_of(task.id))
