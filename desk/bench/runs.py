"""Runs as editors see them: begin one, look how far it is, give it up."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from desk.bench.models import RunState
from desk.bench.question_sets import own_questions, shipped_questions, turns_in
from desk.bench.questions_repository import QuestionRepository
from desk.bench.runs_repository import RunRepository
from knowledge_base.editing.drafted_repository import DraftedRepository
from knowledge_base.editing.models import EntryDraft
from knowledge_base.editing.titles import title_in, titles_of
from knowledge_base.models import EntryKind
from knowledge_base.record_kinds import RECORD_OF

MOST_DRAFTS = 20
_LISTED = 20


class BenchRuns:
    def __init__(self, database: Database, words: Words, tuning: Path) -> None:
        """`tuning`: the folder of the shipped questions."""
        self._database = database
        self._words = words
        self._tuning = tuning

    async def start(self, draft_ids: Sequence[uuid.UUID], by: uuid.UUID, *, only_own: bool = False) -> uuid.UUID:
        """A worker takes it up within a second. Raises as `usable_drafts` does, and Conflict while another is running."""
        shipped = [] if only_own else shipped_questions(self._tuning)
        async with self._database.session() as session:
            drafts = await usable_drafts(session, draft_ids, self._words)
            questions = [*own_questions(await QuestionRepository(session).list_all()), *shipped]
            if not questions:
                raise InputError("no_questions", self._words.say("no_questions"))
            row = {
                "id": uuid.uuid4(),
                "drafts": await _named(session, drafts),
                "questions": [each.model_dump() for each in questions],
                "total": turns_in(questions) * (2 if drafts else 1),
                "started_by": by,
            }
            run_id = await RunRepository(session).add(row)
        if run_id is None:
            raise Conflict("run_under_way", self._words.say("run_under_way"))
        return run_id

    async def list_newest(self) -> Sequence[Row[Any]]:
        async with self._database.session() as session:
            return await RunRepository(session).list_heads(_LISTED)

    async def show(self, run_id: uuid.UUID) -> Row[Any]:
        """Raises NotFound."""
        async with self._database.session() as session:
            run = await RunRepository(session).find_shown(run_id)
        if run is None:
            raise self._not_there()
        return run

    async def cancel(self, run_id: uuid.UUID) -> None:
        """Harmless for a run that has come to its end. Raises NotFound."""
        async with self._database.session() as session:
            repository = RunRepository(session)
            if not await repository.end(run_id, RunState.CANCELLED) and not await repository.has(run_id):
                raise self._not_there()

    def _not_there(self) -> NotFound:
        return NotFound("no_run", self._words.say("no_run"))


async def usable_drafts(session: AsyncSession, draft_ids: Sequence[uuid.UUID], words: Words) -> Sequence[EntryDraft]:
    """Raises NotFound for a draft that is published or given up, InputError for one that could not be published as it stands."""
    if len(draft_ids) > MOST_DRAFTS:
        raise InputError("too_many_drafts", words.say("too_many_drafts", most=MOST_DRAFTS))
    drafts = await DraftedRepository(session).list_live(draft_ids) if draft_ids else ()
    if len(drafts) < len(set(draft_ids)):
        raise NotFound("no_draft", words.say("no_draft"))
    for draft in drafts:
        try:
            RECORD_OF[EntryKind(draft.kind)].model_validate(draft.record)
        except ValidationError as error:
            title = await title_in(session, draft.kind, draft.key, draft.record)
            raise InputError("draft_incomplete", words.say("draft_incomplete", title=title)) from error
    return drafts


async def _named(session: AsyncSession, drafts: Sequence[EntryDraft]) -> list[dict[str, str]]:
    titles = await titles_of(session, [(draft.kind, draft.key, draft.record) for draft in drafts])
    return [{"id": str(each.id), "kind": each.kind, "key": each.key, "title": titles[each.kind, each.key]} for each in drafts]
