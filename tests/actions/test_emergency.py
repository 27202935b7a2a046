from __future__ import annotations

import pytest

from actions.emergency import Emergency
from tests.actions.conftest import Bot, tracker


class TestEmergency:
    @pytest.mark.parametrize("kind", ["police", "fire", "medical", "child"])
    def test_one_kind_gives_its_own_number(self, bot: Bot, kind: str) -> None:
        sentence = bot.sentence(Emergency, tracker("cứu", "report_emergency", entities=[("emergency_kind", kind)]))
        assert sentence["response"] == f"utter_emergency_{kind}"

    @pytest.mark.parametrize("kinds", [[], ["fire", "medical"], ["flood"]])
    def test_none_several_or_unknown_give_all_numbers(self, bot: Bot, kinds: list[str]) -> None:
        asked = tracker("cứu", "report_emergency", entities=[("emergency_kind", kind) for kind in kinds])
        assert bot.sentence(Emergency, asked)["response"] == "utter_emergency_general"

    def test_same_kind_said_twice_is_one_kind(self, bot: Bot) -> None:
        asked = tracker("cháy nhà cháy lớn", "report_emergency", entities=[("emergency_kind", "fire"), ("emergency_kind", "fire")])
        assert bot.sentence(Emergency, asked)["response"] == "utter_emergency_fire"

    def test_behaviour_is_emergency_and_the_matter_at_hand_stays(self, bot: Bot) -> None:
        reply = bot.reply(Emergency, tracker("cháy", "report_emergency", context={"procedure_codes": ["1.000001"]}))
        assert reply["behaviour"] == "emergency"
        assert reply["context"]["procedure_codes"] == ["1.000001"]
