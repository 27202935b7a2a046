from __future__ import annotations

import uuid

import pytest

from desk.bench.asking import Dialogue, faq_answered, try_turn
from tests.desk.bench.conftest import BIRTH, reply


class TestTryTurn:
    async def test_carries_on_where_the_turn_before_ended_in_the_same_session(self, bot):
        bot.published = {"khai sinh": BIRTH, "phí": BIRTH}
        first = await try_turn(bot, "khai sinh", Dialogue.begin(), ())
        await try_turn(bot, "phí", first.after, ())
        assert [turn.context for turn in bot.turns] == [{}, {"procedure_codes": [BIRTH]}]
        assert bot.turns[0].session_id == bot.turns[1].session_id

    async def test_session_is_none_of_a_citizens_conversation(self, bot):
        begun = Dialogue(uuid.uuid4(), {})
        await try_turn(bot, "khai sinh", begun, ())
        assert bot.turns[0].session_id == f"bench.{begun.session}"

    async def test_telex_typed_blind_is_read_as_a_citizens_is(self, bot):
        await try_turn(bot, "lafm giaasy khai sinh cho bes", Dialogue.begin(), ())
        assert bot.turns[0].text == "làm giấy khai sinh cho bé"


class TestFaqAnswered:
    @pytest.mark.parametrize(
        ("behaviour", "step", "slug"),
        [
            ("answer", "answer_what_is_meant", "office-hours"),
            ("refuse", "answer_what_is_meant", "office-hours"),
            ("clarify", "ask_which", ""),
            ("smalltalk", "utter_greet", ""),
            ("answer", "answer_place", ""),
        ],
        ids=["answered", "said to be elsewhere", "asked back", "fixed sentence", "place"],
    )
    def test_is_the_one_whose_answer_this_is_not_one_still_at_hand(self, behaviour, step, slug):
        given = reply(BIRTH)
        given.details["step"] = step
        given.context["faq_slug"] = "office-hours"
        assert faq_answered(type(given)(given.text, behaviour, details=given.details, context=given.context)) == slug
