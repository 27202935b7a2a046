"""What goes over the wire about the bench."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from core.words import Words
from desk.bench.asking import Dialogue, Tried, answered_keys
from desk.bench.comparing import Changed, Failing
from desk.bench.entries_repository import Entry
from knowledge_base.judging.dialogues import ExpectedTurn

# Above what can be right; the services say in words what is too long or too many.
_Text = Annotated[str, Field(max_length=100_000)]
_Short = Annotated[str, Field(max_length=1000)]
_DraftIds = Annotated[list[uuid.UUID], Field(max_length=1000)]


class ContextIn(BaseModel):
    """As it came with the answer before."""

    session: uuid.UUID
    dialogue: dict[str, Any] = {}


class AskIn(BaseModel):
    text: _Text
    context: ContextIn | None = None
    draft_ids: _DraftIds = []

    @property
    def dialogue(self) -> Dialogue:
        return Dialogue(self.context.session, self.context.dialogue) if self.context else Dialogue.begin()


class EntryOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    kind: str
    key: str
    title: str
    is_draft: bool = False


class CandidateOut(EntryOut):
    """`signals`: the numbers that search gave it."""

    share: float
    signals: dict[str, float]


class AnswerOut(BaseModel):
    text: str
    blocks: list[dict[str, Any]] | None
    options: list[dict[str, Any]]
    behaviour: str
    handover: str | None


class UnderstoodOut(BaseModel):
    intent: str
    confidence: float | None
    entities: list[dict[str, Any]]
    aspects: list[str]


class ContextOut(BaseModel):
    session: uuid.UUID
    dialogue: dict[str, Any]


class AskOut(BaseModel):
    """`record`: the first entry that the answer is read from."""

    answer: AnswerOut
    candidates: list[CandidateOut]
    step: str
    why: list[str]
    understood: UnderstoodOut
    record: EntryOut | None
    codes: list[str]
    confidence: float
    milliseconds: float
    context: ContextOut

    @classmethod
    def of(cls, tried: Tried, entries: Mapping[str, Entry], why: Sequence[str]) -> AskOut:
        reply, details = tried.reply, tried.reply.details
        intent = (details.get("understood") or {}).get("intent") or {}
        answered = answered_keys(reply)
        return cls(
            answer=AnswerOut(
                text=reply.text, blocks=reply.blocks, options=reply.options, behaviour=reply.behaviour, handover=reply.handover
            ),
            candidates=[_candidate(hit, entries) for hit in details.get("signals") or ()],
            step=str(details.get("step") or ""),
            why=list(why),
            understood=UnderstoodOut(
                intent=str(intent.get("name") or ""),
                confidence=intent.get("confidence"),
                entities=(details.get("understood") or {}).get("entities") or [],
                aspects=[str(aspect) for aspect in details.get("aspects") or ()],
            ),
            record=next((EntryOut.model_validate(entries[key]) for key in answered if key in entries), None),
            codes=answered,
            confidence=float(details.get("confidence") or 0.0),
            milliseconds=round(tried.milliseconds, 1),
            context=ContextOut(session=tried.after.session, dialogue=dict(tried.after.context)),
        )


def _candidate(hit: Mapping[str, Any], entries: Mapping[str, Entry]) -> CandidateOut:
    key = str(hit["key"])
    entry = entries.get(key, Entry("", key, key))
    signals = {name: float(value) for name, value in hit.items() if name not in ("key", "share")}
    return CandidateOut(**vars(entry), share=float(hit["share"]), signals=signals)


class TurnIn(BaseModel):
    text: _Text
    behaviour: _Short = "answer"
    codes: Annotated[list[_Short], Field(max_length=1000)] = []
    aspects: Annotated[list[_Short], Field(max_length=1000)] = []


class QuestionIn(BaseModel):
    turns: Annotated[list[TurnIn], Field(max_length=1000)]
    note: _Text = ""


class QuestionOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    turns: list[ExpectedTurn]
    note: str
    changed_at: datetime


class QuestionsOut(BaseModel):
    """`shipped`: how many dialogues come with the program. `titles`: what the expected entries are called, by key."""

    questions: list[QuestionOut]
    shipped: int
    titles: dict[str, str]


class RunIn(BaseModel):
    """Without drafts, only what is published is measured; `only_own` leaves the shipped questions out."""

    draft_ids: _DraftIds
    only_own: bool = False


class RunStarted(BaseModel):
    id: uuid.UUID


class RunDraftOut(BaseModel):
    id: uuid.UUID
    kind: str
    key: str
    title: str


class RunHead(BaseModel):
    """`done` and `total` in turns; `seconds` until it came to its end. `failure`: why it did not, in words."""

    id: uuid.UUID
    state: str
    drafts: list[RunDraftOut]
    done: int
    total: int
    seconds: float | None
    started_by: str
    created_at: datetime
    failure: str

    @staticmethod
    def values_of(row: Row[Any], words: Words) -> dict[str, Any]:
        return {
            "id": row.id,
            "state": row.state,
            "drafts": row.drafts,
            "done": row.done,
            "total": row.total,
            "seconds": round((row.finished_at - row.created_at).total_seconds(), 1) if row.finished_at else None,
            "started_by": row.started_by,
            "created_at": row.created_at,
            "failure": words.say(f"failure_{row.failure}") if row.failure else "",
        }


class RunsOut(BaseModel):
    runs: list[RunHead]


class RunOut(RunHead):
    """Figures and lists are empty until the run is done; see desk.bench.comparing. `titles`: what entries in them are called, by key."""

    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    better: list[Changed] = []
    broken: list[Changed] = []
    reworded: list[Changed] = []
    failing: list[Failing] = []
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}

    @property
    def keys(self) -> set[str]:
        """Of the entries in its lists."""
        changed = [*self.better, *self.broken, *self.reworded]
        expected = [each.expected for each in changed] + [each.expected for each in self.failing]
        answered = [side for each in changed for side in (each.before, each.after)] + [each.answered for each in self.failing]
        return {code for turn in expected for code in turn.codes} | {key for turn in answered for key in (*turn.codes, *turn.entries)}
