from __future__ import annotations

import pytest

from actions.hand_over import HandOver
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from knowledge_base.models import EntryKind
from tests.actions.conftest import Bot, FakeAnswers, tracker


def test_wish_for_a_person_is_a_hand_over(bot: Bot) -> None:
    asked = tracker("cho gặp người thật", "request_operator")
    assert bot.sentence(HandOver, asked)["response"] == "utter_hand_over"
    assert bot.reply(HandOver, asked)["behaviour"] == "handover"
    assert bot.reply(HandOver, asked)["handover"] == "asked"


@pytest.mark.parametrize(
    ("kind", "confidence", "behaviour"),
    [
        (EntryKind.CONTACT, 0.95, "answer"),
        (EntryKind.FAQ, 0.5, "answer"),
        # How to reach a person is a common question too.
        (EntryKind.FAQ, 0.95, "handover"),
        (None, 0.5, "handover"),
    ],
)
def test_what_was_published_word_for_word_is_told_unless_a_person_is_surely_wanted(
    bot: Bot, answers: FakeAnswers, kind: EntryKind | None, confidence: float, behaviour: str
) -> None:
    answers.quoted = kind
    answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="0271 000 111")])
    asked = tracker("số của trạm kiểm lâm", "request_operator", confidence=confidence)
    assert bot.reply(HandOver, asked)["behaviour"] == behaviour
