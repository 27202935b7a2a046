"""A pothole, a dark street lamp, rubbish: the report is recorded for a person (tickets take it over)."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leading_away import LeadingAwayAction
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour


class ReportIssue(LeadingAwayAction):
    skill = "report_issue"

    def lead_away(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        send_fixed(dispatcher, tracker, Behaviour.REPORT, "utter_report_issue", self._services.names, handover="reported")
