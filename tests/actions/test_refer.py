from __future__ import annotations

import pytest

from actions.refer import Refer
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from tests.actions.conftest import Bot, FakeAnswers, tracker


class TestRefer:
    @pytest.mark.parametrize(
        ("intent", "response"),
        [
            ("file_complaint", "utter_refer_complaint"),
            ("file_denunciation", "utter_refer_denunciation"),
            ("complain_official", "utter_refer_official"),
            ("ask_procedure", "utter_refer_elsewhere"),
        ],
    )
    def test_each_kind_of_complaint_has_its_own_way(self, bot: Bot, intent: str | None, response: str) -> None:
        assert bot.sentence(Refer, tracker("tôi muốn thưa", intent))["response"] == response

    def test_what_is_published_of_a_matter_of_others_is_told_in_place_of_general_words(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.of_others = Answer(behaviour=Behaviour.REFER, blocks=[Paragraph(text="Việc này của Tòa án.")])
        reply = bot.reply(Refer, tracker("chia tài sản khi ly hôn", "ask_procedure"))
        assert (reply["behaviour"], reply["text"]) == ("refer", "Việc này của Tòa án.")

    def test_general_words_come_with_a_way_to_a_person(self, bot: Bot) -> None:
        reply = bot.reply(Refer, tracker("chủ trọ giữ tiền cọc của em", "ask_procedure"))
        assert [option["value"] for option in reply["options"]] == ["Gặp tổng đài viên"]

    def test_behaviour_is_to_refer(self, bot: Bot) -> None:
        assert bot.reply(Refer, tracker("tố cáo", "file_denunciation"))["behaviour"] == "refer"

    @pytest.mark.parametrize(
        ("intent", "handover"), [("complain_official", "complaint_official"), ("file_complaint", None), ("file_denunciation", None)]
    )
    def test_only_how_an_official_behaved_goes_to_a_person_as_well(self, bot: Bot, intent: str, handover: str | None) -> None:
        assert bot.reply(Refer, tracker("tôi muốn thưa", intent))["handover"] == handover
