"""What the hotline does not do: say so plainly and say what it does."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.danger import danger_kinds, say_numbers, speaks_of_dying
from actions.fraud import say_what_to_do, speaks_of_fraud
from actions.turn import question_of, send_answer, send_fixed
from knowledge_base.answering.answer import Behaviour


class Refuse(HotlineAction):
    skill = "refuse"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        if speaks_of_fraud(tracker):
            say_what_to_do(dispatcher, tracker, self._services)
            return
        answer = None if speaks_of_dying(tracker) else self._services.answers.second_opinion(question_of(tracker))
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        if danger_kinds(tracker):
            # "chồng tôi đánh tôi, tôi sợ quá" is no procedure, and nobody who writes it may be turned away.
            say_numbers(dispatcher, tracker, self._services)
            return
        send_fixed(dispatcher, tracker, self._services, Behaviour.REFUSE, "utter_out_of_scope")
