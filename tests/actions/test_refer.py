from __future__ import annotations

import pytest

from actions.refer import Refer
from tests.actions.conftest import Bot, tracker


class TestRefer:
    @pytest.mark.parametrize(
        ("intent", "response"),
        [
            ("file_complaint", "utter_refer_complaint"),
            ("file_denunciation", "utter_refer_denunciation"),
            ("complain_official", "utter_refer_official"),
            (None, "utter_refer_official"),
        ],
    )
    def test_each_kind_of_complaint_has_its_own_way(self, bot: Bot, intent: str | None, response: str) -> None:
        assert bot.sentence(Refer, tracker("tôi muốn thưa", intent))["response"] == response

    def test_behaviour_is_to_refer(self, bot: Bot) -> None:
        assert bot.reply(Refer, tracker("tố cáo", "file_denunciation"))["behaviour"] == "refer"

    @pytest.mark.parametrize(
        ("intent", "handover"), [("complain_official", "complaint_official"), ("file_complaint", None), ("file_denunciation", None)]
    )
    def test_only_how_an_official_behaved_goes_to_a_person_as_well(self, bot: Bot, intent: str, handover: str | None) -> None:
        assert bot.reply(Refer, tracker("tôi muốn thưa", intent))["handover"] == handover
