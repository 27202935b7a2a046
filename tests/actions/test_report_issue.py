from __future__ import annotations

from actions.report_issue import ReportIssue
from tests.actions.conftest import Bot, tracker


def test_pothole_is_a_report(bot: Bot) -> None:
    asked = tracker("đường trước nhà có ổ gà", "report_issue")
    assert bot.sentence(ReportIssue, asked)["response"] == "utter_report_issue"
    assert bot.reply(ReportIssue, asked)["behaviour"] == "report"
    assert bot.reply(ReportIssue, asked)["handover"] == "reported"
