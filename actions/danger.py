"""Words of danger that the language pipeline marked, and the numbers to call."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour

_KINDS = ("police", "fire", "medical", "child", "distress")


def danger_kinds(tracker: Tracker) -> list[str]:
    entities = tracker.latest_message.get("entities") or []
    named = {entity.get("value") for entity in entities if entity.get("entity") == "emergency_kind"}
    return [kind for kind in _KINDS if kind in named]


def say_numbers(dispatcher: CollectingDispatcher, tracker: Tracker, names: dict[str, str]) -> None:
    kinds = danger_kinds(tracker)
    response = f"utter_emergency_{kinds[0]}" if len(kinds) == 1 else "utter_emergency_general"
    send_fixed(dispatcher, tracker, Behaviour.EMERGENCY, response, names)
