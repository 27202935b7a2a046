from __future__ import annotations

import pytest

from actions.answer_question import AnswerQuestion
from actions.emergency import Emergency
from actions.refuse import Refuse
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from knowledge_base.models import EntryKind
from tests.actions.conftest import Bot, FakeAnswers, tracker


class TestEmergency:
    @pytest.mark.parametrize("kind", ["police", "fire", "medical", "child"])
    def test_one_kind_gives_its_own_number(self, bot: Bot, kind: str) -> None:
        sentence = bot.sentence(Emergency, tracker("cứu", "report_emergency", entities=[("emergency_kind", kind)]))
        assert sentence["response"] == f"utter_emergency_{kind}"

    @pytest.mark.parametrize("kinds", [[], ["fire", "medical"], ["flood"]])
    def test_none_several_or_unknown_give_all_numbers(self, bot: Bot, kinds: list[str]) -> None:
        asked = tracker("cứu", "report_emergency", entities=[("emergency_kind", kind) for kind in kinds])
        assert bot.sentence(Emergency, asked)["response"] == "utter_emergency_general"

    @pytest.mark.parametrize("action", [Emergency, AnswerQuestion, Refuse])
    @pytest.mark.parametrize("text", ["tôi muốn chết", "toi chi muon chet", "em không thiết sống nữa", "chết đi cho rồi"])
    def test_whoever_speaks_of_dying_is_told_no_procedure(self, bot: Bot, answers: FakeAnswers, action: type, text: str) -> None:
        answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai khai tử")], confidence=1.0)
        asked = tracker(text, "ask_procedure", confidence=0.99, entities=[("emergency_kind", "distress")])
        assert bot.sentence(action, asked)["response"] == "utter_emergency_distress"
        assert bot.reply(action, asked)["handover"] == "distress"

    def test_tired_to_death_of_papers_is_still_a_question(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")], confidence=1.0)
        asked = tracker("làm giấy tờ đất mệt muốn chết", "ask_procedure", confidence=0.9, entities=[("emergency_kind", "distress")])
        assert bot.reply(AnswerQuestion, asked)["behaviour"] == "answer"

    def test_same_kind_said_twice_is_one_kind(self, bot: Bot) -> None:
        asked = tracker("cháy nhà cháy lớn", "report_emergency", entities=[("emergency_kind", "fire"), ("emergency_kind", "fire")])
        assert bot.sentence(Emergency, asked)["response"] == "utter_emergency_fire"

    def test_behaviour_is_emergency_and_the_matter_at_hand_stays(self, bot: Bot) -> None:
        reply = bot.reply(Emergency, tracker("cháy", "report_emergency", context={"procedure_codes": ["1.000001"]}))
        assert (reply["behaviour"], reply["handover"]) == ("emergency", None)
        assert reply["context"]["procedure_codes"] == ["1.000001"]

    def test_faint_guess_without_a_word_of_danger_is_a_question(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])
        asked = tracker("trong nước, nhận cháu ruột", "report_emergency", confidence=0.41)
        assert bot.reply(Emergency, asked)["behaviour"] == "answer"

    def test_detail_told_in_the_middle_of_a_matter_is_no_emergency(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])
        at_hand = {"procedure_codes": ["1.000001"]}
        asked = tracker("từ dưới Bình Dương lên đây", "report_emergency", confidence=0.62, context=at_hand)
        assert bot.reply(Emergency, asked)["behaviour"] == "answer"

    def test_what_is_told_like_any_detail_is_one_however_it_was_heard(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])
        at_hand = {"procedure_codes": ["1.000001"]}
        asked = tracker("có người xuống nhà khám không", "report_emergency", confidence=0.84, context=at_hand)
        assert bot.reply(Emergency, asked)["behaviour"] == "answer"

    @pytest.mark.parametrize(("confidence", "kinds"), [(0.5, []), (0.41, [("emergency_kind", "fire")])])
    def test_likelier_guess_or_a_word_of_danger_gives_the_numbers(
        self, bot: Bot, answers: FakeAnswers, confidence: float, kinds: list[tuple[str, str]]
    ) -> None:
        answers.given = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")])
        asked = tracker("nuoc len toi mai nha roi", "report_emergency", confidence=confidence, entities=kinds)
        assert bot.reply(Emergency, asked)["behaviour"] == "emergency"

    @pytest.mark.parametrize(("kinds", "behaviour"), [([], "answer"), ([("emergency_kind", "police")], "emergency")])
    def test_what_was_published_word_for_word_is_told_where_no_danger_is_named(
        self, bot: Bot, answers: FakeAnswers, kinds: list[tuple[str, str]], behaviour: str
    ) -> None:
        answers.given, answers.quoted = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Tờ khai")]), EntryKind.CHOICE
        asked = tracker("bà ngoại mới qua đời", "report_emergency", confidence=0.95, entities=kinds)
        assert bot.reply(Emergency, asked)["behaviour"] == behaviour
