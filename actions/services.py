"""What actions need, handed to their constructors by app/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.question import Question
from knowledge_base.models import EntryKind
from knowledge_base.records import ReportCategory


class Answers(Protocol):
    def answer(self, question: Question) -> Answer | None: ...

    def names_procedure(self, question: Question) -> bool: ...

    def quoted_kind(self, question: Question) -> EntryKind | None: ...

    def second_opinion(self, question: Question) -> Answer | None: ...

    def whose_matter(self, question: Question) -> Answer | None: ...

    def wanted(self, question: Question, *, names_danger: bool) -> Behaviour | None: ...

    def seen(self, question: Question) -> list[dict[str, object]]: ...


def _as_shipped(_name: str) -> Sequence[str] | None:
    return None


def _no_category(_text: str) -> ReportCategory | None:
    return None


@dataclass(frozen=True)
class Services:
    """`published_sentence` gives the wordings that editors published in place of a fixed sentence, of which one is said;
    `report_category` what kind a report is of.
    """

    answers: Answers
    province_name: str
    hotline_number: str
    published_sentence: Callable[[str], Sequence[str] | None] = _as_shipped
    report_category: Callable[[str], ReportCategory | None] = _no_category

    @property
    def names(self) -> dict[str, str]:
        return {"province_name": self.province_name, "hotline_number": self.hotline_number}
