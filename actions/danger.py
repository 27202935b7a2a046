"""Words of danger that the language pipeline marked, and the numbers to call."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour
from vntext import fold

# Of oneself, and not "mệt muốn chết": whatever procedure such words name, nobody who writes them is told how to report a death.
_DESPAIR = re.compile(
    r"\b(?:toi|em|tui|minh|con|chau|tao|anh|chi|bac|co|chu)(?: (?:chi|rat|that su|cung|dang|da|lai|van|con))? muon (?:chet|tu tu|tu sat)\b"
    r"|\b(?:khong|ko|k|chang|hong|hok) (?:con )?(?:muon|thiet) song\b|\bchan song\b|\bchet (?:di )?cho (?:roi|xong)\b"
)
_KINDS = ("police", "fire", "medical", "child", "distress")


def danger_kinds(tracker: Tracker) -> list[str]:
    entities = tracker.latest_message.get("entities") or []
    named = {entity.get("value") for entity in entities if entity.get("entity") == "emergency_kind"}
    return [kind for kind in _KINDS if kind in named]


def speaks_of_dying(tracker: Tracker) -> bool:
    return "distress" in danger_kinds(tracker) and _DESPAIR.search(fold(tracker.latest_message.get("text") or "")) is not None


def say_numbers(dispatcher: CollectingDispatcher, tracker: Tracker, services: Services) -> None:
    kinds = danger_kinds(tracker)
    response = f"utter_emergency_{kinds[0]}" if len(kinds) == 1 else "utter_emergency_general"
    handover = "distress" if speaks_of_dying(tracker) else None
    send_fixed(dispatcher, tracker, services, Behaviour.EMERGENCY, response, handover=handover)
