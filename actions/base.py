"""What all our actions share: the services they were given."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services

Events = list[dict[str, Any]]


class HotlineAction(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    skill: str

    def __init__(self, services: Services) -> None:
        self._services = services

    def name(self) -> str:
        return f"action_{self.skill}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        self.act(dispatcher, tracker)
        return []

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        raise NotImplementedError
