"""Questions that editors want answered so from now on; each run asks them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from core.db import Database
from core.errors import InputError, NotFound
from core.redaction import redact
from core.words import Words
from desk.bench.models import BenchQuestion
from desk.bench.questions_repository import QuestionRepository
from knowledge_base.answering.question import Aspect
from knowledge_base.judging.dialogues import ExpectedTurn
from knowledge_base.judging.figures import BEHAVIOURS
from knowledge_base.judging.outcomes import NO_REPLY
from vntext import normalise

MOST_TURNS = 10
MOST_TEXT_CHARACTERS = 2000
MOST_NOTE_CHARACTERS = 1000
MOST_CODES = 20
MOST_CODE_CHARACTERS = 200
MOST_QUESTIONS = 1000
_ASPECTS = frozenset(Aspect)
_BEHAVIOURS = frozenset(BEHAVIOURS) - {NO_REPLY}


@dataclass(frozen=True)
class Typed:
    turns: Sequence[ExpectedTurn]
    note: str


class BenchQuestions:
    """Phone and identity numbers are masked before anything is kept: what is asked stays the same."""

    def __init__(self, database: Database, words: Words) -> None:
        self._database = database
        self._words = words

    async def list_all(self) -> Sequence[BenchQuestion]:
        """The newest first."""
        async with self._database.session() as session:
            return await QuestionRepository(session).list_all()

    async def add(self, typed: Typed, by: uuid.UUID) -> BenchQuestion:
        """Raises InputError."""
        values = self._checked(typed)
        async with self._database.session() as session:
            repository = QuestionRepository(session)
            if await repository.count() >= MOST_QUESTIONS:
                raise InputError("too_many_questions", self._words.say("too_many_questions", most=MOST_QUESTIONS))
            return await repository.add(values | {"id": uuid.uuid4(), "created_by": by, "changed_by": by})

    async def change(self, question_id: uuid.UUID, typed: Typed, by: uuid.UUID) -> BenchQuestion:
        """Raises InputError and NotFound."""
        values = self._checked(typed)
        async with self._database.session() as session:
            return self._present(await QuestionRepository(session).change(question_id, values | {"changed_by": by}))

    async def remove(self, question_id: uuid.UUID) -> None:
        """Raises NotFound."""
        async with self._database.session() as session:
            self._present(await QuestionRepository(session).remove(question_id))

    def _checked(self, typed: Typed) -> dict[str, object]:
        note = redact(normalise(typed.note).strip())
        if not 0 < len(typed.turns) <= MOST_TURNS:
            raise InputError("bad_turns", self._words.say("bad_turns", most=MOST_TURNS))
        if len(note) > MOST_NOTE_CHARACTERS:
            raise InputError("too_long", self._words.say("note_too_long", most=MOST_NOTE_CHARACTERS))
        return {"turns": [self._checked_turn(turn).model_dump() for turn in typed.turns], "note": note}

    def _checked_turn(self, turn: ExpectedTurn) -> ExpectedTurn:
        text = redact(normalise(turn.text).strip())
        codes = [code for code in dict.fromkeys(normalise(code).strip() for code in turn.codes) if code]
        if not 0 < len(text) <= MOST_TEXT_CHARACTERS:
            raise InputError("bad_text", self._words.say("bad_text", most=MOST_TEXT_CHARACTERS))
        if not _BEHAVIOURS.issuperset(turn.behaviours):
            raise InputError("bad_behaviour", self._words.say("bad_behaviour"))
        if not _ASPECTS.issuperset(turn.aspects):
            raise InputError("bad_aspects", self._words.say("bad_aspects"))
        if len(codes) > MOST_CODES or any(len(code) > MOST_CODE_CHARACTERS for code in codes):
            raise InputError("bad_codes", self._words.say("bad_codes", most=MOST_CODES))
        return ExpectedTurn(text=text, behaviour=turn.behaviour, codes=codes, aspects=list(dict.fromkeys(turn.aspects)))

    def _present(self, question: BenchQuestion | None) -> BenchQuestion:
        if question is None:
            raise NotFound("no_question", self._words.say("no_question"))
        return question
