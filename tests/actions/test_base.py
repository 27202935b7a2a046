"""Who acts: what was heard, unless the message surely wants something else."""

from __future__ import annotations

import pytest

from actions import ALL_ACTIONS, HotlineAction
from actions.answer_question import AnswerQuestion
from actions.refuse import Refuse
from actions.report_issue import ReportIssue
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from knowledge_base.answering.likely_behaviour import BEHAVIOURS
from tests.actions.conftest import Bot, FakeAnswers, tracker

FOUND = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])
FIXED = [behaviour for behaviour in BEHAVIOURS if behaviour is not Behaviour.ANSWER]


def test_each_behaviour_has_the_action_that_does_it() -> None:
    assert sorted(action.behaviour for action in ALL_ACTIONS) == sorted(BEHAVIOURS)


@pytest.mark.parametrize("wanted", FIXED)
@pytest.mark.parametrize("heard", ALL_ACTIONS)
def test_what_the_message_surely_wants_is_done_however_it_was_heard(
    bot: Bot, answers: FakeAnswers, heard: type[HotlineAction], wanted: Behaviour
) -> None:
    answers.given, answers.opinion, answers.likely = FOUND, FOUND, wanted
    assert bot.reply(heard, tracker("đèn đường hư rồi", "ask_procedure"))["behaviour"] == wanted


@pytest.mark.parametrize("heard", ALL_ACTIONS)
def test_a_question_is_answered_however_it_was_heard(bot: Bot, answers: FakeAnswers, heard: type[HotlineAction]) -> None:
    answers.given, answers.likely = FOUND, Behaviour.ANSWER
    assert bot.reply(heard, tracker("nhà cháy hết giấy tờ, làm lại khai sinh", "report_emergency"))["behaviour"] == "answer"


def test_where_nothing_is_sure_what_was_heard_weighs_it(bot: Bot, answers: FakeAnswers) -> None:
    answers.opinion = FOUND
    assert bot.reply(Refuse, tracker("làm hộ chiếu", "out_of_scope"))["behaviour"] == "answer"


@pytest.mark.parametrize("heard", ALL_ACTIONS)
def test_whoever_speaks_of_dying_hears_the_numbers_first(bot: Bot, answers: FakeAnswers, heard: type[HotlineAction]) -> None:
    answers.given, answers.likely = FOUND, Behaviour.ANSWER
    asked = tracker("tôi không thiết sống nữa, cho gặp người", "request_operator", entities=[("emergency_kind", "distress")])
    assert bot.reply(heard, asked)["handover"] == "distress"


@pytest.mark.parametrize("heard", [AnswerQuestion, ReportIssue])
def test_whoever_was_cheated_hears_of_bank_and_police_whatever_is_likely(
    bot: Bot, answers: FakeAnswers, heard: type[HotlineAction]
) -> None:
    answers.likely = Behaviour.REPORT
    assert bot.sentence(heard, tracker("em bị lừa chuyển khoản mất 8 triệu", "report_issue"))["response"] == "utter_refer_fraud"
