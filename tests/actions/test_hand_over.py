from __future__ import annotations

from actions.hand_over import HandOver
from tests.actions.conftest import Bot, tracker


def test_wish_for_a_person_is_a_hand_over(bot: Bot) -> None:
    asked = tracker("cho gặp người thật", "request_operator")
    assert bot.sentence(HandOver, asked)["response"] == "utter_hand_over"
    assert bot.reply(HandOver, asked)["behaviour"] == "handover"
    assert bot.reply(HandOver, asked)["handover"] == "asked"
