"""The worker's round: takes up the run that waits, sees that it is answered, and says what came of it.

Whatever kills the worker, the next one goes on where it was. When something is published or a draft is saved meanwhile, what was answered
before is worth nothing for this run, and it begins anew.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

import structlog

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Unavailable
from desk.bench.answered import AnsweredTurn, hash_of
from desk.bench.answering import WAITS, Answering, Changed, Held, Lost, read_turns
from desk.bench.comparing import compare
from desk.bench.known import Grounds, Known
from desk.bench.models import BenchRun, RunState
from desk.bench.question_sets import Asked
from desk.bench.runs_repository import RunRepository
from knowledge_base.models import EntryKind

_log = structlog.get_logger()
# Longer than Rasa may take for a turn, with the pause before it is asked again.
SILENT_FOR = timedelta(seconds=20)
_ANSWERS_KEPT, _RUNS_KEPT = timedelta(days=2), timedelta(days=90)


class KnowsRevision(Protocol):
    async def revision(self) -> int:
        """Of what is answered from now. Raises core.errors.Unavailable."""
        ...


class BenchRounds:
    def __init__(
        self,
        database: Database,
        answering: Answering,
        grounds: Grounds,
        action_server: KnowsRevision,
        *,
        clock: Clock = utc_now,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._database = database
        self._answering = answering
        self._grounds = grounds
        self._action_server = action_server
        self._clock = clock
        self._waits = waits
        self._worker = uuid.uuid4()

    async def walk(self) -> None:
        async with self._database.session() as session:
            run = await RunRepository(session).claim(self._worker, SILENT_FOR)
        if run is None:
            return
        try:
            while not await self._work(run):
                _log.info("bench: begun anew, what is known has changed", run=str(run.id))
        except Lost:
            _log.info("bench: given up", run=str(run.id))
        except Unavailable as error:
            _log.warning("bench: no answer", run=str(run.id), error=error.code)
            await self._fail(run, "bot_away")

    async def forget(self) -> None:
        now = self._clock()
        async with self._database.session() as session:
            await RunRepository(session).forget(answers_before=now - _ANSWERS_KEPT, runs_before=now - _RUNS_KEPT)

    async def _work(self, run: BenchRun) -> bool:
        """False when it has to be begun anew."""
        questions = [Asked.model_validate(each) for each in run.questions]
        held = Held(run.id, self._worker, [uuid.UUID(each["id"]) for each in run.drafts])
        async with self._database.session() as session:
            known = await self._grounds.known(session, held.draft_ids)
        if known is None:
            await self._fail(run, "draft_gone")
            return True
        await self._until_answered_from(known)
        if await self._answered(held, known, questions):
            await self._finish(run, questions, known)
            return True
        return False

    async def _until_answered_from(self, known: Known) -> None:
        """What was published last takes a moment to reach the action server."""
        for wait in self._waits:
            if await self._action_server.revision() >= known.revision:
                return
            await asyncio.sleep(wait)
        raise Unavailable("knowledge", "the action server does not know what was published last")

    async def _answered(self, held: Held, known: Known, questions: Sequence[Asked]) -> bool:
        """False when something changed. Raises Lost and Unavailable."""
        ends: list[Exception] = []
        try:
            await self._answering.answer(held, known, questions)
        except* (Changed, Lost, Unavailable) as group:
            ends = list(group.exceptions)
        serious = [end for end in ends if not isinstance(end, Changed)]
        if serious:
            raise serious[0]
        return not ends

    async def _finish(self, run: BenchRun, questions: Sequence[Asked], known: Known) -> None:
        hashes = [hash_of(each.dialogue) for each in questions]
        async with self._database.session() as session:
            repository = RunRepository(session)
            before = _read(await repository.list_answers(known.basis, "", hashes))
            after = _read(await repository.list_answers(known.basis, known.drafts, hashes)) if known.drafts else None
            sentences = {each["key"] for each in run.drafts if each["kind"] == EntryKind.FIXED_SENTENCE}
            result = compare(questions, before, after, sentences).model_dump()
            await repository.end(run.id, RunState.DONE, {"result": result, "done": run.total})

    async def _fail(self, run: BenchRun, failure: str) -> None:
        async with self._database.session() as session:
            await RunRepository(session).end(run.id, RunState.FAILED, {"failure": failure})


def _read(kept: Mapping[str, Sequence[dict[str, Any]]]) -> dict[str, list[AnsweredTurn]]:
    return {key: read_turns(turns) for key, turns in kept.items()}
