from __future__ import annotations

from actions.refuse import Refuse
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from tests.actions.conftest import Bot, FakeAnswers, tracker


class TestRefuse:
    def test_what_is_none_of_ours_is_refused(self, bot: Bot) -> None:
        asked = tracker("giá vàng hôm nay", "out_of_scope")
        assert bot.sentence(Refuse, asked)["response"] == "utter_out_of_scope"
        assert bot.reply(Refuse, asked)["behaviour"] == "refuse"

    def test_procedure_that_search_is_sure_of_is_answered(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.opinion = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Có.")], procedure_codes=["1.000001"])
        reply = bot.reply(Refuse, tracker("làm hộ chiếu", "out_of_scope"))
        assert (reply["behaviour"], reply["text"]) == ("answer", "Có.")

    def test_where_else_to_go_is_told_but_still_none_of_ours(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.opinion = Answer(behaviour=Behaviour.REFUSE, blocks=[Paragraph(text="Việc này của Tòa án.")])
        reply = bot.reply(Refuse, tracker("ly hôn", "out_of_scope"))
        assert (reply["behaviour"], reply["text"]) == ("refuse", "Việc này của Tòa án.")

    def test_whoever_speaks_of_danger_is_never_turned_away(self, bot: Bot) -> None:
        asked = tracker("chồng tôi đánh tôi, tôi sợ quá", "out_of_scope", entities=[("emergency_kind", "police")])
        assert bot.sentence(Refuse, asked)["response"] == "utter_emergency_police"
        assert bot.reply(Refuse, asked)["behaviour"] == "emergency"
