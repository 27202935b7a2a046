"""What all our actions share: the services they were given, and who acts when a message wants something else than was heard."""

from __future__ import annotations

from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.danger import danger_kinds, say_numbers, speaks_of_dying
from actions.fraud import say_what_to_do, speaks_of_fraud
from actions.services import Services
from actions.turn import question_of
from knowledge_base.answering.answer import Behaviour

Events = list[dict[str, Any]]


class HotlineAction(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    skill: str
    behaviour: Behaviour
    _by_behaviour: ClassVar[dict[Behaviour, type[HotlineAction]]] = {}

    def __init_subclass__(cls) -> None:
        if "behaviour" in cls.__dict__:
            HotlineAction._by_behaviour[cls.behaviour] = cls

    def __init__(self, services: Services) -> None:
        self._services = services

    def name(self) -> str:
        return f"action_{self.skill}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        question = question_of(tracker)
        if speaks_of_dying(tracker):
            say_numbers(dispatcher, tracker, self._services)
        elif speaks_of_fraud(tracker) and self._services.answers.quoted_kind(question) is None:
            say_what_to_do(dispatcher, tracker, self._services)
        else:
            wanted = self._services.answers.wanted(question, names_danger=bool(danger_kinds(tracker)))
            if wanted is None:
                self.weigh(dispatcher, tracker)
            else:
                self._by_behaviour[wanted](self._services).act(dispatcher, tracker)
        return []

    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        """Where it is open what the message wants: acts, unless words of danger or search know better than the language pipeline."""
        raise NotImplementedError

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        """Where it is settled that this is what the message wants."""
        raise NotImplementedError
