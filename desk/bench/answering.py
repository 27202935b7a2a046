"""Asks what a run still lacks, a few dialogues at once, and keeps each answer as it comes."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from core.errors import Unavailable
from desk.bench.answered import AnsweredTurn, hash_of
from desk.bench.asking import Dialogue, Tried, TriesOut, try_turn
from desk.bench.known import Grounds, Known
from desk.bench.question_sets import Asked, turns_in
from desk.bench.runs_repository import RunRepository

# More would not make Rasa quicker, and citizens are answered beside it.
_AT_ONCE = 4
# Seconds before each further try of a turn: Rasa may be starting anew.
WAITS: Sequence[float] = (0.5, 1, 2, 4, 8, 8, 8, 8)


class Changed(Exception):
    """Something was published, or a draft saved, while the run went on."""


class Lost(Exception):
    """The run was cancelled, or another worker has it."""


@dataclass(frozen=True)
class Held:
    """A run, and the worker that has it."""

    run_id: uuid.UUID
    worker: uuid.UUID
    draft_ids: Sequence[uuid.UUID]


class Answering:
    def __init__(self, database: Database, bot: TriesOut, grounds: Grounds, *, waits: Sequence[float] = WAITS) -> None:
        self._database = database
        self._bot = bot
        self._grounds = grounds
        self._waits = waits

    async def answer(self, held: Held, known: Known, questions: Sequence[Asked]) -> None:
        """Raises a group of Changed, Lost and Unavailable."""
        sides = ["", known.drafts] if known.drafts else [""]
        missing = {side: await self._missing(known, side, questions) for side in sides}
        lacking = sum(map(turns_in, missing.values()))
        async with self._database.session() as session:
            if not await RunRepository(session).keep(held.run_id, held.worker, done=turns_in(questions) * len(sides) - lacking):
                raise Lost
        free = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for side, those in missing.items():
                for asked in those:
                    group.create_task(self._answer(held, known, side, asked, free))

    async def _missing(self, known: Known, side: str, questions: Sequence[Asked]) -> list[Asked]:
        hashes = [hash_of(each.dialogue) for each in questions]
        async with self._database.session() as session:
            there = await RunRepository(session).list_answers(known.basis, side, hashes)
        return [each for each, key in zip(questions, hashes, strict=True) if key not in there]

    async def _answer(self, held: Held, known: Known, side: str, asked: Asked, free: asyncio.Semaphore) -> None:
        async with free:
            dialogue, turns = Dialogue.begin(), []
            for turn in asked.dialogue.turns:
                tried = await self._try(held, known, turn.text, dialogue, held.draft_ids if side else ())
                turns.append(AnsweredTurn.of(tried).model_dump())
                dialogue = tried.after
            row = {"basis": known.basis, "drafts": side, "dialogue": hash_of(asked.dialogue), "turns": turns}
            async with self._database.session() as session:
                await self._require(session, held, known, more=len(turns))
                await RunRepository(session).add_answer(row)

    async def _try(self, held: Held, known: Known, text: str, dialogue: Dialogue, draft_ids: Sequence[uuid.UUID]) -> Tried:
        for wait in self._waits:
            try:
                return await try_turn(self._bot, text, dialogue, draft_ids)
            except Unavailable:
                async with self._database.session() as session:
                    await self._require(session, held, known)
                await asyncio.sleep(wait)
        return await try_turn(self._bot, text, dialogue, draft_ids)

    async def _require(self, session: AsyncSession, held: Held, known: Known, more: int = 0) -> None:
        """That the run is still ours, and that what was answered since its start was answered from the same."""
        if not await RunRepository(session).keep(held.run_id, held.worker, more=more):
            raise Lost
        if await self._grounds.known(session, held.draft_ids) != known:
            raise Changed


def read_turns(kept: Sequence[dict[str, Any]]) -> list[AnsweredTurn]:
    return [AnsweredTurn.model_validate(turn) for turn in kept]
