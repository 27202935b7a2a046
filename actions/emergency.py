"""Life or property in danger: the right number at once."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_or_admit
from actions.base import HotlineAction
from actions.danger import danger_kinds, say_numbers
from actions.turn import question_of
from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.by_words import strangeness
from knowledge_base.answering.deciding import UNSURE_INTENT
from knowledge_base.answering.question import Question
from vntext import fold

# So unlikely, and without a word of danger, it is none; the less so in the middle of talk about a procedure, where details are told.
_GUESS_BELOW, _GUESS_IN_TALK_BELOW = 0.45, 0.7
# So much like the details that people tell ("có người xuống nhà khám không"), it is one, however it was heard.
_DETAIL = 0.05


class Emergency(HotlineAction):
    skill = "emergency"
    behaviour = Behaviour.EMERGENCY

    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        is_no_danger = _sounds_like_none(question) or self._services.answers.quoted_kind(question) is not None
        is_guess = is_no_danger and not danger_kinds(tracker)
        if is_guess or (question.confidence < UNSURE_INTENT and danger_kinds(tracker) and self._services.answers.names_procedure(question)):
            answer_or_admit(dispatcher, tracker, self._services, question)
            return
        self.act(dispatcher, tracker)

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        say_numbers(dispatcher, tracker, self._services)


def _sounds_like_none(question: Question) -> bool:
    if not (question.context.procedure_codes or question.context.options):
        return question.confidence < _GUESS_BELOW
    return question.confidence < _GUESS_IN_TALK_BELOW or strangeness().likelihood(fold(question.text)) < _DETAIL
