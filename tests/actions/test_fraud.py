from __future__ import annotations

import pytest

from actions.answer_question import AnswerQuestion
from actions.base import HotlineAction
from actions.refuse import Refuse
from actions.report_issue import ReportIssue
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from tests.actions.conftest import Bot, FakeAnswers, tracker


@pytest.mark.parametrize("action", [AnswerQuestion, ReportIssue, Refuse])
@pytest.mark.parametrize(
    "text",
    ["mẹ em bị người lạ lừa chuyển khoản 8 triệu", "toi bi lua dao qua zalo", "lỡ chuyển tiền cho bọn lừa đảo rồi", "bị dụ dỗ nạp tiền"],
)
def test_whoever_was_cheated_of_money_hears_of_bank_and_police_and_is_offered_a_person(
    bot: Bot, action: type[HotlineAction], text: str
) -> None:
    asked = tracker(text, "report_issue", confidence=0.97)
    assert bot.sentence(action, asked)["response"] == "utter_refer_fraud"
    reply = bot.reply(action, asked)
    assert (reply["behaviour"], reply["handover"]) == ("refer", None)
    assert [option["value"] for option in reply["options"]] == ["Gặp tổng đài viên"]


@pytest.mark.parametrize("text", ["bị lừa ký giấy bán rẫy", "tố cáo ông tư lừa đảo cả xóm", "phí chuyển khoản bao nhiêu tiền"])
def test_other_matters_are_answered(bot: Bot, answers: FakeAnswers, text: str) -> None:
    answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])
    assert bot.reply(AnswerQuestion, tracker(text, "ask_procedure", confidence=0.9))["behaviour"] == "answer"
