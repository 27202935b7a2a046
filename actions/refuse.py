"""What the hotline does not do: say so plainly and say what it does."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.danger import danger_kinds, say_numbers
from actions.turn import question_of, send_answer, send_fixed
from knowledge_base.answering.answer import Behaviour


class Refuse(HotlineAction):
    skill = "refuse"
    behaviour = Behaviour.REFUSE

    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        answer = self._services.answers.second_opinion(question_of(tracker))
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        if danger_kinds(tracker):
            # "chồng tôi đánh tôi, tôi sợ quá" is no procedure, and nobody who writes it may be turned away.
            say_numbers(dispatcher, tracker, self._services)
            return
        self.act(dispatcher, tracker)

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        send_fixed(dispatcher, tracker, self._services, Behaviour.REFUSE, "utter_out_of_scope")
