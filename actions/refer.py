"""What others decide: complaints and denunciations by laws of their own, other matters by courts, banks, schools; never handled here."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leading_away import LeadingAwayAction
from actions.turn import question_of, send_answer, send_fixed
from knowledge_base.answering.answer import Behaviour

_OFFICIAL = "utter_refer_official"
_ELSEWHERE = "utter_refer_elsewhere"
_RESPONSES = {
    "file_complaint": "utter_refer_complaint",
    "file_denunciation": "utter_refer_denunciation",
    "complain_official": _OFFICIAL,
}


class Refer(LeadingAwayAction):
    skill = "refer"
    behaviour = Behaviour.REFER

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        question = question_of(tracker)
        response = _RESPONSES.get(question.intent, _ELSEWHERE)
        answer = self._services.answers.whose_matter(question) if response == _ELSEWHERE else None
        if answer is not None:
            send_answer(dispatcher, tracker, answer)
            return
        # Complaints and denunciations go their own way by law; how an official behaved is for a person of the hotline to hear.
        handover = "complaint_official" if response == _OFFICIAL else None
        send_fixed(dispatcher, tracker, self._services, Behaviour.REFER, response, handover=handover)
