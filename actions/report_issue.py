"""A pothole, a dark street lamp, rubbish: the report is recorded for a person (tickets take it over)."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leading_away import LeadingAwayAction
from actions.report_told import tells_place, tells_time
from actions.turn import say_fixed, send_details
from knowledge_base.answering.answer import Behaviour

_RESPONSE = "utter_report_issue"
# By whether the place and the time are told: what is asked for then.
_ASKING = {
    (False, False): _RESPONSE,
    (True, False): "utter_report_issue_since_when",
    (False, True): "utter_report_issue_where",
    (True, True): "utter_report_issue_in_full",
}


class ReportIssue(LeadingAwayAction):
    skill = "report_issue"
    behaviour = Behaviour.REPORT

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        category = self._services.report_category(str(tracker.latest_message.get("text") or ""))
        if category is not None and category.reply:
            dispatcher.utter_message(text=category.reply)
        else:
            say_fixed(dispatcher, self._services, _ASKING[tells_place(tracker), tells_time(tracker)])
        more = {"report_category": category.name} if category is not None else {}
        send_details(dispatcher, tracker, Behaviour.REPORT, _RESPONSE, handover="reported", more=more)
