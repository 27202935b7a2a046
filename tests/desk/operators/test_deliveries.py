from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.clock import utc_now
from desk.operators.rows import rows_of
from tests.desk.operators.personas import go_on_duty, move, write

STATES = ("state", "failure", "failure_code", "parts")


@pytest.fixture
async def held(citizen, desk, database):
    """An operator has the conversation of a citizen who came over Zalo."""
    await go_on_duty(desk.operator)
    async with database.session() as session:
        await session.execute(text("UPDATE conversations SET channel = 'zalo'"))
    await citizen.ask_for_person()
    assert (await move(desk.operator, citizen.id, "claim")).status_code == 200
    return citizen


@pytest.fixture
def fares(database):
    """Changes how the newest message fares on its way out."""

    async def fares(**values):
        changes = ", ".join(f"{name} = :{name}" for name in values)
        newest = "(SELECT message_id FROM deliveries ORDER BY seq DESC LIMIT 1)"
        async with database.session() as session:
            await session.execute(text(f"UPDATE deliveries SET {changes} WHERE message_id = {newest}"), values)

    return fares


async def thread(person, conversation_id, after=0):
    return (await person.get(f"/desk/api/conversations/{conversation_id}/messages", params={"after": after})).json()


class TestThread:
    async def test_a_reply_is_on_its_way_until_the_channel_has_it(self, held, desk, fares):
        sent = (await write(desk.operator, held.id, "Chào bác")).json()["message"]
        assert [sent["delivery"][name] for name in STATES] == ["waiting", "", "", 0]
        now = utc_now()
        await fares(state="sent", sent_at=now, vendor_ids=["m1", "m2"], received_at=now, seen_at=now)
        last = (await thread(desk.operator, held.id))["messages"][-1]
        assert [last["delivery"][name] for name in STATES] == ["sent", "", "", 2]
        assert None not in (last["delivery"]["sent_at"], last["delivery"]["received_at"], last["delivery"]["seen_at"])

    async def test_how_it_fares_is_told_of_messages_that_the_page_has_already(self, held, desk, fares):
        sent = (await write(desk.operator, held.id, "Chào bác")).json()["message"]
        await fares(state="failed", failure="unreachable", failure_code="-217")
        page = await thread(desk.operator, held.id, after=sent["seq"])
        assert page["messages"] == []
        told = page["deliveries"][sent["id"]]
        assert [told[name] for name in STATES] == ["failed", "unreachable", "-217", 0]

    async def test_what_citizens_write_is_not_delivered(self, held, desk):
        await held.ask("Alo?")
        page = await thread(desk.operator, held.id)
        assert page["messages"][-1]["delivery"] is None
        assert page["messages"][-1]["id"] not in page["deliveries"]

    async def test_a_page_that_asks_by_itself_is_delivered_nothing(self, citizen, desk):
        await citizen.ask("Làm khai sinh cần gì?")
        page = await thread(desk.operator, citizen.id)
        assert [message["delivery"] for message in page["messages"]] == [None, None]
        assert page["deliveries"] == {}


class TestRow:
    async def test_says_until_when_and_why_no_more_the_channel_takes_replies(self, held, database):
        free_until, until = utc_now() + timedelta(hours=10), utc_now() + timedelta(days=5)
        async with database.session() as session:
            values = {"free_until": free_until, "until": until}
            changes = "reply_free_until = :free_until, reply_until = :until, unreachable = '-217'"
            await session.execute(text(f"UPDATE conversations SET {changes}"), values)
            (row,) = await rows_of(session, [uuid.UUID(held.id)])
        assert (row.channel, row.reply_free_until, row.reply_until, row.unreachable) == ("zalo", free_until, until, "-217")
