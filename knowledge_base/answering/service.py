"""The answer path: a list of steps, the first that has something to say answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from core.clock import Clock, utc_now
from core.words import Words
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.choosing import choose_by_number, choose_option, take_yes_or_no
from knowledge_base.answering.composing import EXPIRED_DAYS, Composer
from knowledge_base.answering.deciding import (
    FITS_AT_ALL,
    LIKELY_BEHAVIOUR,
    LIKELY_DANGER,
    LIKELY_MATTER_OF_OTHERS,
    OVERRULES,
    SURE,
    UNSURE_INTENT,
    sure,
)
from knowledge_base.answering.finding import (
    answer_codes,
    answer_place,
    answer_two_procedures,
    answer_what_is_meant,
    ask_for_topic,
    ask_which,
)
from knowledge_base.answering.follow_ups import ask_of_procedure_at_hand, carry_on, continue_answer
from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.answering.likely_behaviour import is_of_others, likely_behaviours
from knowledge_base.answering.question import Question
from knowledge_base.answering.quoting import answer_quoted, quoted
from knowledge_base.answering.replies import answer_told, seen
from knowledge_base.answering.step import Step, Turn
from knowledge_base.answering.whose_matter import favour_whose_matter
from knowledge_base.models import EntryKind
from knowledge_base.search.index import Found
from knowledge_base.search.query import Query, prepare
from knowledge_base.told import kind_of_told

STEPS: tuple[Step, ...] = (
    continue_answer,
    answer_codes,
    choose_by_number,
    take_yes_or_no,
    choose_option,
    answer_quoted,
    ask_of_procedure_at_hand,
    answer_place,
    answer_two_procedures,
    carry_on,
    answer_what_is_meant,
    ask_which,
    ask_for_topic,
)


# One word is too little to take "chào bạn" for a question: without accents "bạn" is also the paper "bản".
_TOPIC_WORDS = 2
_ASKS = re.compile(r"\b(?:cho|xin|muon) (?:(?:em|toi|tui|minh|con|chau|chi|anh|co|chu) )?hoi\b.* \w+ \w+")
_TOPIC_ALONE_WORDS, _UNLIKELY_NOTHING = 3, 0.5


class AnsweringService:
    def __init__(
        self,
        knowledge: HoldsKnowledge,
        words: Words,
        today: Callable[[], date],
        *,
        expired_days: int = EXPIRED_DAYS,
        clock: Clock = utc_now,
    ) -> None:
        self._knowledge = knowledge
        self._words = words
        self._today = today
        self._expired_days = expired_days
        self._clock = clock

    def answer(self, question: Question) -> Answer | None:
        """The answer or the question back; None when nothing fits and the citizen must be told so."""
        turn = self._turn(question)
        for step in STEPS:
            answer = step(turn)
            if answer is not None:
                procedures = turn.knowledge.procedures
                sectors = {procedures[code].sector for code in answer.procedure_codes if code in procedures}
                return answer.model_copy(update={"sectors": sorted(sectors)})
        return None

    def seen(self, question: Question) -> list[dict[str, object]]:
        """What search thinks of the message alone, for staff who wonder why it was not understood."""
        return seen(self._turn(question).found.hits)

    def names_procedure(self, question: Question) -> bool:
        """Whether the message surely names a procedure: "sổ đỏ bị cháy" is about papers, not about a fire."""
        best = sure(self._found(prepare(question.text)), OVERRULES)
        return best is not None and best.key in self._knowledge.current.procedures

    def quoted_kind(self, question: Question) -> EntryKind | None:
        """Of the entry whose very words were said: then that is meant, however it sounds to the bot."""
        meant, knowledge = quoted(self._turn(question), is_led_away=True), self._knowledge.current
        if meant is None:
            return None
        told = knowledge.told.get(meant.key)
        return kind_of_told(told) if told is not None else EntryKind.CHOICE if meant.key in knowledge.choices else EntryKind.PROCEDURE

    def wanted(self, question: Question, *, names_danger: bool) -> Behaviour | None:
        """What the message surely wants of us; None where nothing is likely enough, or its words are an answer to what was asked.

        `names_danger`: it holds a word of danger; then it is an emergency sooner.
        """
        if question.procedure_codes or _is_choice(question) or self.quoted_kind(question) is not None:
            return None
        if question.intent == "show_more" or (question.intent in ("affirm", "deny") and question.context.options):
            return None
        turn = self._turn(question)
        shares = likely_behaviours(turn)
        if names_danger and shares[Behaviour.EMERGENCY] >= LIKELY_DANGER:
            return Behaviour.EMERGENCY
        best = max(shares, key=lambda behaviour: shares[behaviour])
        if best is Behaviour.REFER:
            # Others' or nobody's: either way nothing of ours.
            is_not_ours = shares[Behaviour.REFER] + shares[Behaviour.REFUSE] >= LIKELY_MATTER_OF_OTHERS
            return best if is_not_ours else None
        if best is Behaviour.SMALLTALK and _ASKS.search(turn.query.folded) and len(turn.query.topic_words) >= _TOPIC_WORDS:
            # "Cám ơn em. Mà cho hỏi sang tên đồng hồ điện làm sao": thanks with a question behind them.
            return Behaviour.ANSWER
        return best if shares[best] >= LIKELY_BEHAVIOUR else None

    def whose_matter(self, question: Question) -> Answer | None:
        """Of a matter that others decide: what is published of it, where search finds that at all likely."""
        turn = self._turn(question)
        hits = [hit for hit in turn.found.hits if hit.share >= FITS_AT_ALL and is_of_others(turn, hit.key)]
        return answer_told(turn, hits[0].key, step="whose_matter", confidence=hits[0].share, hits=turn.found.hits) if hits else None

    def second_opinion(self, question: Question) -> Answer | None:
        """What the answer path says where the bot heard small talk or something out of scope.

        None unless the message goes on with what is at hand, or search is surer of an entry than the bot is of its own reading.
        """
        query, context = prepare(question.text), question.context
        if question.procedure_codes or _is_choice(question) or self.quoted_kind(question) is not None:
            return self.answer(question)
        is_at_hand = bool(context.options or context.procedure_codes)
        if question.aspects and query.is_bare:
            return self.answer(question) if is_at_hand else None
        if is_at_hand and question.confidence < UNSURE_INTENT:
            answer = self.answer(question)
            return answer if answer is not None and answer.behaviour is Behaviour.ANSWER else None
        if question.confidence < UNSURE_INTENT and self._is_topic_alone(query):
            return self.answer(question)
        needed = min(max(question.confidence, SURE), OVERRULES)
        is_sure = sure(self._found(query), needed) is not None
        return self.answer(question) if len(query.topic_words) >= _TOPIC_WORDS and is_sure else None

    def _is_topic_alone(self, query: Query) -> bool:
        """ "Kết hôn": few words, all of them part of some entry's name: too little to be sure of, and enough to ask which is meant."""
        if not 1 < len(query.topic_words) <= _TOPIC_ALONE_WORDS:
            return False
        found = self._found(query)
        return found.best is not None and found.best.signal("line_recall") >= 1.0 and found.nothing < _UNLIKELY_NOTHING

    def _turn(self, question: Question) -> Turn:
        knowledge = self._knowledge.current
        withheld = knowledge.withheld(self._clock())
        composer = Composer(self._words, self._today, expired_days=self._expired_days, under_check=knowledge.under_check)
        return Turn(question, prepare(question.text), knowledge, composer, self._words, withheld)

    def _found(self, query: Query) -> Found:
        knowledge = self._knowledge.current
        withheld = knowledge.withheld(self._clock())
        found = knowledge.index.search(query).without(withheld)
        return favour_whose_matter(found, query.folded, knowledge.told.keys() - withheld)


def _is_choice(question: Question) -> bool:
    """A number is one also where nothing stands open: then the answer path says so."""
    labels = [option.label.casefold() for option in question.context.options]
    return question.text.casefold() in labels or question.text.strip().isdecimal()
