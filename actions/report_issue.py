"""A pothole, a dark street lamp, rubbish: the report is recorded for a person (tickets take it over)."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import HotlineAction
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour


class ReportIssue(HotlineAction):
    skill = "report_issue"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        send_fixed(dispatcher, tracker, Behaviour.REPORT, "utter_report_issue", self._services.names)
