"""Dialogues of our own making, from which carrying on a conversation is learned."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from knowledge_base.answering.answer import Behaviour


class TaughtTurn(BaseModel):
    """`codes`: any of them is right; under "clarify" the options offered. `aspects`: what is asked."""

    text: str
    behaviour: str
    codes: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()

    @property
    def wants_answer(self) -> bool:
        return "answer" in self.behaviour.split("|")

    @property
    def wanted(self) -> Behaviour:
        """What is first named of several that would do; a question back is what an answer may begin with."""
        is_question = self.wants_answer or self.wants_question_back
        return Behaviour.ANSWER if is_question else Behaviour(self.behaviour.partition("|")[0])

    @property
    def wants_question_back(self) -> bool:
        return not self.wants_answer and "clarify" in self.behaviour.split("|")


class TaughtDialogue(BaseModel):
    """`id`: the author's letters, a hyphen, a number."""

    id: str
    turns: tuple[TaughtTurn, ...]

    @property
    def author(self) -> str:
        return self.id.partition("-")[0]


def read_dialogues(folder: Path) -> list[TaughtDialogue]:
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [TaughtDialogue.model_validate_json(line) for line in lines]


def by_authors(dialogues: Sequence[TaughtDialogue], parts: int = 3) -> list[list[TaughtDialogue]]:
    """So many parts, each author's dialogues all in one of them."""
    authors = sorted({dialogue.author for dialogue in dialogues})
    shares = [set(authors[part::parts]) for part in range(parts)]
    return [[dialogue for dialogue in dialogues if dialogue.author in share] for share in shares]
