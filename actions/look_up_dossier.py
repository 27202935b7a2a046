"""Where is my dossier: only the national portal knows, so its look-up page is shown."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leading_away import LeadingAwayAction
from actions.turn import say_fixed, send_details
from knowledge_base.answering.answer import Behaviour


class LookUpDossier(LeadingAwayAction):
    skill = "look_up_dossier"
    behaviour = Behaviour.TRACK

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        entities = tracker.latest_message.get("entities") or []
        codes = [str(entity["value"]) for entity in entities if entity.get("entity") == "dossier_code"]
        response = "utter_look_up_dossier_portal" if codes else "utter_look_up_dossier_ask_code"
        say_fixed(dispatcher, self._services, response, {"dossier_code": "".join(codes[:1])})
        send_details(dispatcher, tracker, Behaviour.TRACK, response)
