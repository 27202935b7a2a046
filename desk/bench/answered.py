"""What was answered to one dialogue, as it is kept and as it is judged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Sequence
from typing import Any

from pydantic import BaseModel

from desk.bench.asking import FIXED, Tried, answered_keys
from knowledge_base.judging.dialogues import Dialogue, ExpectedTurn
from knowledge_base.judging.outcomes import Outcome


class AnsweredTurn(BaseModel):
    behaviour: str
    codes: list[str] = []
    entries: list[str] = []
    aspects: list[str] = []
    confidence: float = 0.0
    step: str = ""
    text: str = ""
    blocks: list[dict[str, Any]] | None = None
    options: list[dict[str, Any]] = []
    milliseconds: float = 0.0

    @classmethod
    def of(cls, tried: Tried) -> AnsweredTurn:
        reply, details = tried.reply, tried.reply.details
        return cls(
            behaviour=reply.behaviour,
            codes=[str(code) for code in details.get("procedure_codes") or ()],
            entries=answered_keys(reply),
            aspects=[str(aspect) for aspect in details.get("aspects") or ()],
            confidence=float(details.get("confidence") or 0.0),
            step=str(details.get("step") or ""),
            text=reply.text,
            blocks=reply.blocks,
            options=reply.options,
            milliseconds=round(tried.milliseconds, 1),
        )

    def says_as(self, other: AnsweredTurn, drafted_sentences: Container[str] = ()) -> bool:
        """The bot draws lots among the wordings of a fixed sentence: they are the same unless just that sentence is drafted."""
        is_fixed = self.step.startswith(FIXED) and self.step not in drafted_sentences
        return self.step == other.step if is_fixed else (self.behaviour, self.text) == (other.behaviour, other.text)


def outcome_of(dialogue: str, number: int, expected: ExpectedTurn, answered: AnsweredTurn) -> Outcome:
    """An editor may expect any entry by its key, among procedures by their codes."""
    told = [key for key in answered.entries if key in expected.codes and key not in answered.codes]
    codes = [*told, *answered.codes]
    behaviour, confidence, took = answered.behaviour, answered.confidence, answered.milliseconds
    return Outcome(dialogue, number, expected, behaviour, codes, answered.aspects, confidence, took)


def hash_of(dialogue: Dialogue) -> str:
    """The same for the same words, whatever is expected of them."""
    said: Sequence[str] = [turn.text for turn in dialogue.turns]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
