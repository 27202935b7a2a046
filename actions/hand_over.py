"""The citizen asks for a person."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour


class HandOver(HotlineAction):
    skill = "hand_over"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        send_fixed(dispatcher, tracker, self._services, Behaviour.HANDOVER, "utter_hand_over", handover="asked")
