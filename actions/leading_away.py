"""What leads away from procedures, unless the reading is unsure and the message goes on with the procedure at hand."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.turn import UNSURE_BELOW, question_of, send_answer
from knowledge_base.answering.answer import Behaviour


class LeadingAwayAction(HotlineAction):
    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        is_at_hand = bool(question.context.procedure_codes or question.context.options)
        answer = self._services.answers.answer(question) if is_at_hand and question.confidence < UNSURE_BELOW else None
        if answer is not None and answer.behaviour is Behaviour.ANSWER:
            send_answer(dispatcher, tracker, answer)
            return
        self.lead_away(dispatcher, tracker)

    def lead_away(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        raise NotImplementedError
