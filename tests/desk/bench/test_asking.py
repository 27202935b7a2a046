from __future__ import annotations

import uuid

import pytest

from conversations.ports import BotReply
from desk.bench.asking import Dialogue, answered_keys, try_turn
from tests.desk.bench.conftest import BIRTH


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


class TestAnsweredKeys:
    @pytest.mark.parametrize(
        ("behaviour", "entry", "keys"),
        [
            ("answer", ("procedure", BIRTH), [BIRTH]),
            ("refuse", ("faq", "office-hours"), ["office-hours"]),
            ("answer", ("contact", "police"), ["contact/police"]),
            ("clarify", ("procedure", BIRTH), []),
        ],
    )
    def test_are_those_of_an_answer_as_search_calls_them(self, behaviour, entry, keys):
        details = {"entries": [dict(zip(("kind", "key"), entry, strict=True))], "procedure_codes": [BIRTH]}
        assert answered_keys(BotReply("", behaviour, details=details)) == keys

    def test_are_none_of_a_fixed_sentence(self):
        assert answered_keys(BotReply("", "smalltalk", details={"procedure_codes": []})) == []
