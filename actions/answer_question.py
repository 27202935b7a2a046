"""Any question about a procedure or the administration: one call to the answer path."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.emergency import emergency_kinds, say_numbers
from actions.turn import question_of, send_answer, send_fixed
from knowledge_base.answering.answer import Behaviour

# Below this confidence of the intent, words of an emergency decide.
_SURE = 0.6
_MISSES_BEFORE_A_PERSON = 2


class AnswerQuestion(HotlineAction):
    skill = "answer_question"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        if question.confidence < _SURE and emergency_kinds(tracker):
            # Telling somebody the emergency numbers for nothing costs little; a list of procedures instead may cost a life.
            say_numbers(dispatcher, tracker, self._services.names)
            return
        answer = self._services.answers.answer(question)
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        misses = question.context.misses + 1
        again = misses >= _MISSES_BEFORE_A_PERSON
        response = "utter_not_understood_again" if again else "utter_not_understood"
        context = question.context.model_copy(update={"misses": misses})
        send_fixed(dispatcher, tracker, Behaviour.REFUSE, response, self._services.names, context=context)
