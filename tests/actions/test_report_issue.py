from __future__ import annotations

import pytest

from actions.report_issue import ReportIssue
from knowledge_base.records import ReportCategory
from knowledge_base.report_categories import ReportCategories
from tests.actions.conftest import Bot, tracker

ROADS = ReportCategory(slug="roads", name="Đường sá", names=("ổ gà",), reply="Đã ghi về con đường này.")
LAMPS = ReportCategory(slug="lamps", name="Đèn đường", names=("đèn đường",))


def test_pothole_is_a_report(bot: Bot) -> None:
    asked = tracker("đường trước nhà có ổ gà", "report_issue")
    assert bot.sentence(ReportIssue, asked)["response"] == "utter_report_issue"
    assert bot.reply(ReportIssue, asked)["behaviour"] == "report"
    assert bot.reply(ReportIssue, asked)["handover"] == "reported"


def test_report_of_a_known_kind_says_its_reply_and_names_it_for_the_ticket(bot: Bot) -> None:
    bot.categories = ReportCategories([ROADS, LAMPS])
    said, custom = bot.run(ReportIssue, tracker("duong truoc nha co O GA to lam", "report_issue"))
    assert (said["text"], said["response"]) == ("Đã ghi về con đường này.", None)
    assert custom["custom"]["details"]["report_category"] == "Đường sá"
    assert custom["custom"]["handover"] == "reported"


def test_kind_without_a_reply_of_its_own_says_what_is_said_to_all(bot: Bot) -> None:
    bot.categories = ReportCategories([ROADS, LAMPS])
    asked = tracker("đèn đường hư hết rồi", "report_issue")
    assert bot.sentence(ReportIssue, asked)["response"] == "utter_report_issue"
    assert bot.reply(ReportIssue, asked)["details"]["report_category"] == "Đèn đường"


def test_report_of_no_known_kind_names_none(bot: Bot) -> None:
    bot.categories = ReportCategories([ROADS, LAMPS])
    assert "report_category" not in bot.reply(ReportIssue, tracker("cây đổ chắn lối", "report_issue"))["details"]


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("xe ben cày nát đường Bùi Hữu Nghĩa cả tháng nay", "utter_report_issue_in_full"),
        ("nuoc may do ngau tu hom qua o duong vo thi sau", "utter_report_issue_in_full"),
        ("Từ tối qua ấp 5 không có điện", "utter_report_issue_in_full"),
        ("hẻm 12 đường Cách Mạng Tháng Tám cây đổ chắn lối", "utter_report_issue_since_when"),
        ("rác trước nhà ba ngày chưa ai lấy", "utter_report_issue_where"),
        ("đường hư nặng quá", "utter_report_issue"),
        ("đèn đường trước nhà tắt tối thui", "utter_report_issue"),
    ],
)
def test_asks_only_for_what_is_not_told(bot: Bot, text: str, asking: str) -> None:
    assert bot.sentence(ReportIssue, tracker(text, "report_issue"))["response"] == asking


def test_a_commune_that_was_understood_is_a_place(bot: Bot) -> None:
    told = tracker("gan cho trang bom ngap may hom", "report_issue", entities=[("place", "Trảng Bom")])
    assert bot.sentence(ReportIssue, told)["response"] == "utter_report_issue_in_full"
