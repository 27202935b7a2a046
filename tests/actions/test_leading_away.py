from __future__ import annotations

import pytest

from actions.base import HotlineAction
from actions.look_up_dossier import LookUpDossier
from actions.refer import Refer
from actions.report_issue import ReportIssue
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from tests.actions.conftest import Bot, FakeAnswers, tracker

AT_HAND = {"procedure_codes": ["1.000001"]}
FOUND = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])


@pytest.mark.parametrize("action", [LookUpDossier, Refer, ReportIssue])
class TestLeadingAwayAction:
    def test_unsure_reading_goes_on_with_the_procedure_at_hand(self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]) -> None:
        answers.given = FOUND
        assert (
            bot.reply(action, tracker("lỡ nó là cây của nhà nước", "report_issue", confidence=0.45, context=AT_HAND))["text"] == "Tờ khai"
        )

    def test_sure_reading_leads_away(self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]) -> None:
        answers.given = FOUND
        assert bot.reply(action, tracker("đường hư", "report_issue", confidence=0.9, context=AT_HAND))["behaviour"] != "answer"

    def test_nothing_at_hand_leads_away(self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]) -> None:
        answers.given = FOUND
        assert bot.reply(action, tracker("đường hư", "report_issue", confidence=0.45))["behaviour"] != "answer"

    def test_question_back_is_no_reason_to_stay(self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]) -> None:
        answers.given = Answer(behaviour=Behaviour.CLARIFY, blocks=[Paragraph(text="Việc nào?")])
        assert bot.reply(action, tracker("đường hư", "report_issue", confidence=0.45, context=AT_HAND))["behaviour"] != "clarify"
