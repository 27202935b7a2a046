"""The editors' bench: one question tried out, own questions kept, and all of them asked before and after a draft."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, status

from core.words import Words
from desk.access.dependencies import desk_router, require
from desk.bench.questions import BenchQuestions, Typed
from desk.bench.runs import BenchRuns
from desk.bench.schemas import AskIn, AskOut, QuestionIn, QuestionOut, QuestionsOut, RunHead, RunIn, RunOut, RunsOut, RunStarted
from desk.bench.trying import Bench
from knowledge_base.judging.dialogues import ExpectedTurn
from staff.permissions import Permission
from staff.sessions import SignedIn


@dataclass(frozen=True)
class BenchParts:
    """Lies in `app.state.desk_bench`. `shipped`: how many dialogues come with the program."""

    bench: Bench
    questions: BenchQuestions
    runs: BenchRuns
    words: Words
    shipped: int


async def _parts(request: Request) -> BenchParts:
    parts: BenchParts = request.app.state.desk_bench
    return parts


Parts = Annotated[BenchParts, Depends(_parts)]
_Reader = require(Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT)
_Runner = Annotated[SignedIn, Depends(_Reader)]
_Writer = Annotated[SignedIn, Depends(require(Permission.EDIT_CONTENT))]

router = desk_router(prefix="/editors/bench", dependencies=[Depends(_Reader)])


@router.post("/ask")
async def ask(parts: Parts, body: AskIn) -> AskOut:
    tried = await parts.bench.ask(body.text, body.dialogue, body.draft_ids)
    return AskOut.of(tried.tried, tried.entries, tried.why)


@router.get("/questions")
async def list_questions(parts: Parts) -> QuestionsOut:
    questions = [QuestionOut.model_validate(question) for question in await parts.questions.list_all()]
    titles = await parts.bench.titles({code for question in questions for turn in question.turns for code in turn.codes})
    return QuestionsOut(questions=questions, shipped=parts.shipped, titles=titles)


@router.post("/questions", status_code=status.HTTP_201_CREATED)
async def add_question(parts: Parts, signed: _Writer, body: QuestionIn) -> QuestionOut:
    return QuestionOut.model_validate(await parts.questions.add(_typed(body), signed.member.id))


@router.put("/questions/{question_id}")
async def change_question(parts: Parts, signed: _Writer, question_id: uuid.UUID, body: QuestionIn) -> QuestionOut:
    return QuestionOut.model_validate(await parts.questions.change(question_id, _typed(body), signed.member.id))


@router.delete("/questions/{question_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_question(parts: Parts, _signed: _Writer, question_id: uuid.UUID) -> None:
    await parts.questions.remove(question_id)


@router.get("/runs")
async def list_runs(parts: Parts) -> RunsOut:
    return RunsOut(runs=[RunHead(**RunHead.values_of(row, parts.words)) for row in await parts.runs.list_newest()])


@router.post("/runs", status_code=status.HTTP_202_ACCEPTED)
async def start_run(parts: Parts, signed: _Runner, body: RunIn) -> RunStarted:
    return RunStarted(id=await parts.runs.start(body.draft_ids, signed.member.id, only_own=body.only_own))


@router.get("/runs/{run_id}")
async def show_run(parts: Parts, run_id: uuid.UUID) -> RunOut:
    row = await parts.runs.show(run_id)
    run = RunOut.model_validate(RunHead.values_of(row, parts.words) | (row.result or {}))
    return run.model_copy(update={"titles": await parts.bench.titles(run.keys, [draft.id for draft in run.drafts])})


@router.post("/runs/{run_id}/cancel", status_code=status.HTTP_204_NO_CONTENT)
async def cancel_run(parts: Parts, run_id: uuid.UUID) -> None:
    await parts.runs.cancel(run_id)


def _typed(body: QuestionIn) -> Typed:
    turns: Sequence[ExpectedTurn] = [ExpectedTurn(**turn.model_dump()) for turn in body.turns]
    return Typed(turns, body.note)
