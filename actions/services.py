"""What actions need, handed to their constructors by app/wiring.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from knowledge_base.answering.answer import Answer
from knowledge_base.answering.question import Question


class Answers(Protocol):
    def answer(self, question: Question) -> Answer | None: ...

    def names_procedure(self, question: Question) -> bool: ...

    def second_opinion(self, question: Question) -> Answer | None: ...

    def seen(self, question: Question) -> list[dict[str, object]]: ...


@dataclass(frozen=True)
class Services:
    answers: Answers
    province_name: str
    hotline_number: str

    @property
    def names(self) -> dict[str, str]:
        return {"province_name": self.province_name, "hotline_number": self.hotline_number}
