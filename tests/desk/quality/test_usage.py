from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import insert

from conversations.models import Conversation, Message, MessageFeedback
from core.clock import utc_now
from tests.desk.quality.conftest import ROOT

BIRTH = {"kind": "procedure", "key": "1.000001"}
HOURS = {"kind": "faq", "key": "office-hours"}


class Talk:
    """A conversation of questions and the program's replies, each a second after the one before."""

    def __init__(self, database, began_at, **values):
        self.database = database
        self.at = began_at
        self.id = uuid.uuid4()
        self.values = values
        self.seq = 0

    async def begin(self):
        await self._write(Conversation, id=self.id, channel="webchat", external_id=str(self.id), **self.values)
        return self

    async def reply(self, behaviour, *entries, sender="bot", **details):
        """The reply's id."""
        codes = [entry["key"] for entry in entries if entry["kind"] == "procedure"]
        asked = await self._say("citizen", "message", {})
        return await self._say(
            sender, "reply", {"behaviour": behaviour, "entries": list(entries), "procedure_codes": codes} | details, asked
        )

    async def thumb(self, message_id, *, is_helpful):
        await self._write(MessageFeedback, message_id=message_id, conversation_id=self.id, is_helpful=is_helpful)

    async def _say(self, sender, kind, details, in_reply_to=None):
        self.seq += 1
        self.at += timedelta(seconds=1)
        row = {"id": uuid.uuid4(), "conversation_id": self.id, "seq": self.seq, "created_at": self.at}
        await self._write(Message, **row, sender=sender, kind=kind, text="…", details=details, in_reply_to=in_reply_to)
        return row["id"]

    async def _write(self, table, **row):
        async with self.database.session() as session:
            await session.execute(insert(table).values(row))


@pytest.fixture
def begin(database):
    async def begin(days_ago=1, **values):
        return await Talk(database, utc_now() - timedelta(days=days_ago), **values).begin()

    return begin


@pytest.fixture
def usage(desk):
    async def usage(entry, days=30):
        answer = await desk.editor.get(f"{ROOT}/usage/{entry['kind']}/{entry['key']}", params={"days": days})
        assert answer.status_code == 200
        return answer.json()

    return usage


async def test_nothing_was_ever_asked(usage):
    assert set((await usage(BIRTH)).values()) == {0}


async def test_answers_and_what_came_after_each(begin, usage):
    talk = await begin()
    await talk.reply("clarify", BIRTH, HOURS)
    await talk.reply("answer", BIRTH)
    await talk.reply("answer", BIRTH, step="ask_of_procedure_at_hand")
    await talk.reply("refuse")
    await talk.reply("answer", BIRTH)
    await talk.reply("handover", sender="system", handover="asked")
    assert await usage(BIRTH) == {"views": 4, "answers": 3, "handovers_after": 1, "asked_again": 2, "thumbs_up": 0, "thumbs_down": 0}


async def test_the_next_page_is_no_second_question_and_another_topic_no_complaint(begin, usage):
    talk = await begin()
    await talk.reply("answer", BIRTH)
    await talk.reply("answer", BIRTH, step="continue_answer")
    await talk.reply("answer", HOURS)
    assert (await usage(BIRTH))["asked_again"] == 0
    assert (await usage(BIRTH))["answers"] == 2


async def test_another_conversation_tells_nothing_of_this_one(begin, usage):
    first, second = await begin(), await begin()
    await first.reply("answer", HOURS)
    await second.reply("handover", sender="system", handover="asked")
    assert (await usage(HOURS))["handovers_after"] == 0


async def test_what_is_told_as_a_whole_is_counted_by_its_entry(begin, usage):
    talk = await begin()
    await talk.reply("refer", HOURS)
    await talk.reply("answer", {"kind": "contact", "key": "office-hours"})
    assert (await usage(HOURS))["answers"] == 1


async def test_answers_from_before_replies_named_their_entries_count_for_procedures(begin, usage):
    talk = await begin()
    await talk.reply("answer", procedure_codes=["1.000001"])
    assert (await usage(BIRTH))["answers"] == 1


async def test_thumbs(begin, usage):
    talk = await begin()
    for is_helpful in (True, True, False):
        await talk.thumb(await talk.reply("answer", BIRTH), is_helpful=is_helpful)
    await talk.thumb(await talk.reply("answer", HOURS), is_helpful=False)
    found = await usage(BIRTH)
    assert (found["thumbs_up"], found["thumbs_down"]) == (2, 1)


async def test_trials_and_what_is_too_long_ago_count_for_nothing(begin, usage):
    for talk in (await begin(is_trial=True), await begin(days_ago=31)):
        await talk.reply("answer", BIRTH)
    assert (await usage(BIRTH))["answers"] == 0
    assert (await usage(BIRTH, days=32))["answers"] == 1


@pytest.mark.parametrize("days", [0, 367, "x"])
async def test_days_are_some_and_not_too_many(desk, days):
    assert (await desk.editor.get(f"{ROOT}/usage/faq/x", params={"days": days})).status_code == 422


async def test_a_key_with_slashes_and_quotes_is_a_key(desk):
    answer = await desk.editor.get(f"{ROOT}/usage/place/" + "Tỉnh%20A/Huyện%20'B'/Xã%20%22C%22/D")
    assert answer.status_code == 200


async def test_operators_are_not_told(desk):
    assert (await desk.operator.get(f"{ROOT}/usage/faq/x")).status_code == 403
