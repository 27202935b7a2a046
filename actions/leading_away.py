"""What leads away from procedures, unless that reading is a guess and words of danger or search know better."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.danger import danger_kinds, say_numbers
from actions.turn import question_of, send_answer
from knowledge_base.answering.deciding import UNSURE_INTENT


class LeadingAwayAction(HotlineAction):
    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        is_guess = question.confidence < UNSURE_INTENT
        if is_guess and danger_kinds(tracker) and not self._services.answers.names_procedure(question):
            say_numbers(dispatcher, tracker, self._services)
            return
        may_be_answered = is_guess or self._services.answers.quoted_kind(question) is not None
        answer = self._services.answers.second_opinion(question) if may_be_answered else None
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        self.act(dispatcher, tracker)
