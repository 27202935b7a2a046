"""Greetings, thanks, goodbyes, "who are you", rude words; a question hidden in one of them is answered all the same."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.turn import question_of, send_answer, send_fixed
from knowledge_base.answering.answer import Behaviour

_RESPONSES = {
    "greet": "utter_greet",
    "thank": "utter_thank",
    "goodbye": "utter_goodbye",
    "ask_who_are_you": "utter_who_are_you",
    "abuse": "utter_abuse",
}


class SmallTalk(HotlineAction):
    skill = "small_talk"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        answer = self._services.answers.second_opinion(question)
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        response = _RESPONSES.get(question.intent, "utter_greet")
        send_fixed(dispatcher, tracker, self._services, Behaviour.SMALLTALK, response)
