from __future__ import annotations

import pytest

from actions.base import HotlineAction
from actions.look_up_dossier import LookUpDossier
from actions.report_issue import ReportIssue
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from knowledge_base.models import EntryKind
from tests.actions.conftest import Bot, FakeAnswers, tracker

FOUND = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])


@pytest.mark.parametrize("action", [LookUpDossier, ReportIssue])
class TestLeadingAwayAction:
    def test_guess_gives_way_to_what_search_knows(self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]) -> None:
        answers.opinion = FOUND
        assert bot.reply(action, tracker("lỡ nó là cây của nhà nước", "report_issue", confidence=0.45))["text"] == "Tờ khai"

    def test_sure_reading_leads_away(self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]) -> None:
        answers.opinion = FOUND
        assert bot.reply(action, tracker("đường hư", "report_issue", confidence=0.9))["behaviour"] != "answer"

    def test_guess_leads_away_where_search_knows_nothing_better(self, bot: Bot, action: type[HotlineAction]) -> None:
        assert bot.reply(action, tracker("đường hư", "report_issue", confidence=0.45))["behaviour"] != "answer"

    def test_sure_reading_gives_way_to_what_was_published_word_for_word(
        self, bot: Bot, answers: FakeAnswers, action: type[HotlineAction]
    ) -> None:
        answers.opinion, answers.quoted = FOUND, EntryKind.CONTACT
        assert bot.reply(action, tracker("đội quản lý chợ gọi số mấy", "report_issue", confidence=0.97))["text"] == "Tờ khai"
