"""Life or property in danger: the right number at once."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour

_KINDS = ("police", "fire", "medical", "child", "distress")


class Emergency(HotlineAction):
    skill = "emergency"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        say_numbers(dispatcher, tracker, self._services.names)


def say_numbers(dispatcher: CollectingDispatcher, tracker: Tracker, names: dict[str, str]) -> None:
    kinds = emergency_kinds(tracker)
    response = f"utter_emergency_{kinds[0]}" if len(kinds) == 1 else "utter_emergency_general"
    send_fixed(dispatcher, tracker, Behaviour.EMERGENCY, response, names)


def emergency_kinds(tracker: Tracker) -> list[str]:
    entities = tracker.latest_message.get("entities") or []
    named = {entity.get("value") for entity in entities if entity.get("entity") == "emergency_kind"}
    return [kind for kind in _KINDS if kind in named]
