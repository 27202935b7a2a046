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
# "hihi", "trời nay nóng ghê": of no kind that has words of its own.
_OTHER, _LIKELY_KIND = "utter_listening", 0.15


class SmallTalk(HotlineAction):
    skill = "small_talk"
    behaviour = Behaviour.SMALLTALK

    def weigh(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        answer = self._services.answers.second_opinion(question_of(tracker))
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        self.act(dispatcher, tracker)

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        send_fixed(dispatcher, tracker, self._services, Behaviour.SMALLTALK, _response(tracker))


def _response(tracker: Tracker) -> str:
    """Of what was heard, else of the likeliest small talk that might have been."""
    message = tracker.latest_message
    ranking = [message.get("intent") or {}, *(message.get("intent_ranking") or [])]
    likely = (heard["name"] for heard in ranking if heard.get("name") in _RESPONSES and (heard.get("confidence") or 0.0) >= _LIKELY_KIND)
    return _RESPONSES.get(next(likely, ""), _OTHER)
