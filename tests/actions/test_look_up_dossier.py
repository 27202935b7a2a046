from __future__ import annotations

from actions.look_up_dossier import LookUpDossier
from tests.actions.conftest import Bot, tracker


class TestLookUpDossier:
    def test_code_is_shown_with_the_portals_page(self, bot: Bot) -> None:
        asked = tracker("hồ sơ tới đâu", "look_up_dossier", entities=[("dossier_code", "H10.12-260601-0001"), ("dossier_code", "H10.2")])
        sentence = bot.sentence(LookUpDossier, asked)
        assert (sentence["response"], sentence["dossier_code"]) == ("utter_look_up_dossier_portal", "H10.12-260601-0001")

    def test_without_a_code_it_is_asked_for(self, bot: Bot) -> None:
        asked = tracker("hồ sơ của tôi tới đâu rồi", "look_up_dossier")
        assert bot.sentence(LookUpDossier, asked)["response"] == "utter_look_up_dossier_ask_code"

    def test_behaviour_is_to_track(self, bot: Bot) -> None:
        assert bot.reply(LookUpDossier, tracker("hồ sơ", "look_up_dossier"))["behaviour"] == "track"
