from __future__ import annotations

import pytest

from actions.small_talk import SmallTalk
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from tests.actions.conftest import Bot, FakeAnswers, tracker


class TestSmallTalk:
    @pytest.mark.parametrize(
        ("intent", "response"),
        [
            ("greet", "utter_greet"),
            ("thank", "utter_thank"),
            ("goodbye", "utter_goodbye"),
            ("ask_who_are_you", "utter_who_are_you"),
            ("abuse", "utter_abuse"),
            ("something_new", "utter_listening"),
        ],
    )
    def test_each_kind_has_its_own_sentence(self, bot: Bot, intent: str, response: str) -> None:
        assert bot.sentence(SmallTalk, tracker("…", intent))["response"] == response

    def test_what_was_heard_otherwise_is_answered_as_the_likeliest_small_talk(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.likely = Behaviour.SMALLTALK
        heard = tracker("hihi cảm ơn nhen", "ask_procedure", confidence=0.3)
        heard.latest_message["intent_ranking"] = [{"name": "ask_procedure", "confidence": 0.3}, {"name": "thank", "confidence": 0.25}]
        assert bot.sentence(SmallTalk, heard)["response"] == "utter_thank"

    def test_behaviour_is_small_talk_and_the_matter_at_hand_stays(self, bot: Bot) -> None:
        reply = bot.reply(SmallTalk, tracker("cảm ơn", "thank", context={"procedure_codes": ["1.000001"]}))
        assert reply["behaviour"] == "smalltalk"
        assert reply["context"]["procedure_codes"] == ["1.000001"]

    def test_question_behind_a_greeting_is_answered(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.opinion = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Lệ phí 0 đồng.")])
        reply = bot.reply(SmallTalk, tracker("chào em, làm hộ chiếu bao nhiêu", "greet"))
        assert (reply["behaviour"], reply["text"]) == ("answer", "Lệ phí 0 đồng.")
