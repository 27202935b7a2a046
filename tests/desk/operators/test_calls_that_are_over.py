"""Once a caller has hung up, nobody hears what is typed, and nobody waits for it."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text, update

from conversations.calls.models import Call
from conversations.models import Conversation, Message
from core.clock import utc_now
from tests.conversations.calls.calling import made_call
from tests.desk.operators.personas import go_on_duty, move, write


@pytest.fixture
async def mine(database, desk):
    await go_on_duty(desk.operator)
    call = await made_call(database, owner={"owner": "operator", "owner_id": desk.operator.id})
    async with database.session() as session:
        await session.execute(update(Conversation).where(Conversation.id == call.conversation_id).values(waiting_since=utc_now()))
    return call


async def hang_up(database, call):
    async with database.session() as session:
        await session.execute(update(Call).where(Call.id == call.id).values(ended_at=utc_now(), ending="caller"))


async def count(database, table):
    async with database.session() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}"))


async def waiting_for(person):
    return (await person.get("/desk/api/duty/leaving")).json()["mine"]


async def test_what_nobody_would_hear_is_refused_and_not_kept(desk, database, mine):
    assert (await write(desk.operator, str(mine.conversation_id), "Dạ lệ phí là 50 nghìn")).status_code == 201
    kept, events = await count(database, "messages"), await count(database, "ticket_events")
    await hang_up(database, mine)
    refused = await write(desk.operator, str(mine.conversation_id), "Dạ lệ phí là 50 nghìn")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "call_over")
    assert (await count(database, "messages"), await count(database, "ticket_events")) == (kept, events)


async def test_what_was_stored_while_they_listened_is_answered_again_as_stored(desk, database, mine):
    await write(desk.operator, str(mine.conversation_id), "Dạ", client_id="a" * 32)
    await hang_up(database, mine)
    assert (await write(desk.operator, str(mine.conversation_id), "Dạ", client_id="a" * 32)).status_code == 201


@pytest.mark.parametrize("is_there", [True, False])
async def test_who_hung_up_is_not_asked_to_rate(desk, database, mine, is_there):
    await move(desk.operator, str(mine.conversation_id), "release")
    await move(desk.operator, str(mine.conversation_id), "claim")
    if not is_there:
        await hang_up(database, mine)
    answer = await desk.operator.post(f"/desk/api/conversations/{mine.conversation_id}/wrap-up", json={"outcome": "answered"})
    assert answer.status_code == 200
    async with database.session() as session:
        said = (await session.scalars(select(Message.text).where(Message.conversation_id == mine.conversation_id))).all()
    assert any(each.startswith("Cuộc trò chuyện với tổng đài viên đã kết thúc") for each in said) is is_there


async def test_who_hung_up_is_not_counted_as_waiting_for_whoever_leaves(desk, database, mine):
    assert await waiting_for(desk.operator) == 1
    await hang_up(database, mine)
    assert await waiting_for(desk.operator) == 0
