"""The citizen asks for a person."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_or_admit
from actions.base import HotlineAction
from actions.turn import question_of, send_fixed
from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.deciding import UNSURE_INTENT
from knowledge_base.models import EntryKind


class HandOver(HotlineAction):
    skill = "hand_over"
    behaviour = Behaviour.HANDOVER

    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        quoted = self._services.answers.quoted_kind(question)
        # How to reach a person is a common question too: whoever surely asks for one is not told how to ask.
        if quoted is not None and (quoted is not EntryKind.FAQ or question.confidence < UNSURE_INTENT):
            answer_or_admit(dispatcher, tracker, self._services, question)
            return
        self.act(dispatcher, tracker)

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        send_fixed(dispatcher, tracker, self._services, Behaviour.HANDOVER, "utter_hand_over", handover="asked")
