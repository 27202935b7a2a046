"""Any question about a procedure or the administration: one call to the answer path."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_or_admit
from actions.base import HotlineAction
from actions.danger import danger_kinds, say_numbers
from actions.turn import question_of
from knowledge_base.answering.answer import Behaviour

# A word of danger weighs so much that a reading must be surer than this to let it pass.
_SURE_OF_NO_DANGER = 0.7


class AnswerQuestion(HotlineAction):
    skill = "answer_question"
    behaviour = Behaviour.ANSWER

    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        answers = self._services.answers
        is_known = answers.quoted_kind(question) is not None or answers.names_procedure(question)
        if question.confidence < _SURE_OF_NO_DANGER and danger_kinds(tracker) and not is_known:
            # Telling somebody the emergency numbers for nothing costs little; a list of procedures instead may cost a life.
            say_numbers(dispatcher, tracker, self._services)
            return
        self.act(dispatcher, tracker)

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        answer_or_admit(dispatcher, tracker, self._services, question_of(tracker))
