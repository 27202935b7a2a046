"""Complaints and denunciations have laws of their own: explain where to go, never handle them here."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leading_away import LeadingAwayAction
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour

_OFFICIAL = "utter_refer_official"
_RESPONSES = {
    "file_complaint": "utter_refer_complaint",
    "file_denunciation": "utter_refer_denunciation",
    "complain_official": _OFFICIAL,
}


class Refer(LeadingAwayAction):
    skill = "refer"

    def lead_away(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        response = _RESPONSES.get(str(intent), _OFFICIAL)
        # Complaints and denunciations go their own way by law; how an official behaved is for a person of the hotline to hear.
        handover = "complaint_official" if response == _OFFICIAL else None
        send_fixed(dispatcher, tracker, self._services, Behaviour.REFER, response, handover=handover)
