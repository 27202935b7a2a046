"""What leads away from procedures, unless that reading is a guess and search knows better."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.turn import question_of, send_answer
from knowledge_base.answering.deciding import UNSURE_INTENT


class LeadingAwayAction(HotlineAction):
    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        answer = self._services.answers.second_opinion(question) if question.confidence < UNSURE_INTENT else None
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        self.lead_away(dispatcher, tracker)

    def lead_away(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        raise NotImplementedError
