"""What every step of the answer path gets, and what it may give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.words import Words
from knowledge_base.answering.answer import Answer
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.question import Question
from knowledge_base.knowledge import Knowledge
from knowledge_base.search.query import Query


@dataclass(frozen=True)
class Turn:
    question: Question
    query: Query
    knowledge: Knowledge
    composer: Composer
    words: Words


Step = Callable[[Turn], Answer | None]
