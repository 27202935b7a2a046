"""The answer path: a list of steps, the first that has something to say answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from core.words import Words
from knowledge_base.answering.answer import Answer
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.finding import (
    STRONG,
    answer_codes,
    answer_common_question,
    answer_place,
    answer_procedure,
    answer_two_procedures,
    ask_for_topic,
    ask_which,
)
from knowledge_base.answering.follow_ups import (
    ask_of_procedure_at_hand,
    choose_option,
    continue_answer,
    refine_procedure_at_hand,
    take_yes_or_no,
)
from knowledge_base.answering.question import Question
from knowledge_base.answering.step import Step, Turn
from knowledge_base.knowledge import Knowledge
from knowledge_base.search.query import prepare

STEPS: tuple[Step, ...] = (
    continue_answer,
    answer_codes,
    take_yes_or_no,
    choose_option,
    ask_of_procedure_at_hand,
    answer_place,
    answer_common_question,
    refine_procedure_at_hand,
    answer_two_procedures,
    answer_procedure,
    ask_which,
    ask_for_topic,
)


# One word is too little to take "chào bạn" for a question: without accents "bạn" is also the paper "bản".
_TOPIC_WORDS = 2


class HoldsKnowledge(Protocol):
    @property
    def current(self) -> Knowledge: ...


class AnsweringService:
    def __init__(self, knowledge: HoldsKnowledge, words: Words, today: Callable[[], date]) -> None:
        self._knowledge = knowledge
        self._words = words
        self._composer = Composer(words, today)

    def answer(self, question: Question) -> Answer | None:
        """The answer or the question back; None when nothing fits and the citizen must be told so."""
        turn = Turn(question, prepare(question.text), self._knowledge.current, self._composer, self._words)
        for step in STEPS:
            answer = step(turn)
            if answer is not None:
                return answer
        return None

    def second_opinion(self, question: Question) -> Answer | None:
        """What search would say where the bot heard small talk or something out of scope; None unless it is sure."""
        knowledge, query = self._knowledge.current, prepare(question.text)
        if question.context.options or question.procedure_codes:
            return self.answer(question) if _is_choice(question) or question.procedure_codes else None
        best = [hits[0].score for index in (knowledge.procedure_index, knowledge.faq_index) if (hits := index.search(query, limit=1))]
        is_sure = len(query.topic_words) >= _TOPIC_WORDS and max(best, default=0.0) >= STRONG
        return self.answer(question) if is_sure else None


def _is_choice(question: Question) -> bool:
    return (
        any(option.label.casefold() == question.text.casefold() for option in question.context.options) or question.text.strip().isdigit()
    )
