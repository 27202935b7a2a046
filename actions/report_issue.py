"""A pothole, a dark street lamp, rubbish: the report is recorded for a person (tickets take it over)."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leading_away import LeadingAwayAction
from actions.turn import say_fixed, send_details
from knowledge_base.answering.answer import Behaviour

_RESPONSE = "utter_report_issue"


class ReportIssue(LeadingAwayAction):
    skill = "report_issue"

    def lead_away(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        category = self._services.report_category(str(tracker.latest_message.get("text") or ""))
        if category is not None and category.reply:
            dispatcher.utter_message(text=category.reply)
        else:
            say_fixed(dispatcher, self._services, _RESPONSE)
        more = {"report_category": category.name} if category is not None else {}
        send_details(dispatcher, tracker, Behaviour.REPORT, _RESPONSE, handover="reported", more=more)
