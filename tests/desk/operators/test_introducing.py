"""A citizen who sees no page is told by name who answers them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from core.clock import utc_now
from staff.models import Role
from tests.desk.operators.personas import go_on_duty, move, write
from tests.desk.personas import add_member, person

TOLD = "Tổng đài viên {} đã nhận cuộc trò chuyện này và sẽ trả lời bạn."


@pytest.fixture
async def zalo(citizen, desk, database):
    """Waits in the queue, having come over Zalo."""
    await go_on_duty(desk.operator)
    async with database.session() as session:
        await session.execute(text("UPDATE conversations SET channel = 'zalo'"))
    await citizen.ask_for_person()
    return citizen


@pytest.fixture
def introductions(database):
    async def introductions():
        async with database.session() as session:
            rows = await session.execute(text("SELECT text FROM messages WHERE details->>'topic' = 'introduced' ORDER BY seq"))
            return list(rows.scalars())

    return introductions


@pytest.fixture
def change(database):
    async def change(**values):
        changes = ", ".join(f"{name} = :{name}" for name in values)
        async with database.session() as session:
            await session.execute(text(f"UPDATE conversations SET {changes}"), values)

    return change


async def test_whoever_takes_them_up_is_named_before_the_first_words_and_it_is_sent(zalo, desk, introductions, database):
    await move(desk.operator, zalo.id, "claim")
    await write(desk.operator, zalo.id, "Chào bác")
    assert await introductions() == [TOLD.format("Operator")]
    async with database.session() as session:
        sent = "SELECT text FROM messages m JOIN deliveries d ON d.message_id = m.id ORDER BY m.seq DESC LIMIT 2"
        assert list((await session.execute(text(sent))).scalars()) == ["Chào bác", TOLD.format("Operator")]


async def test_is_told_once_though_it_is_given_back_and_taken_again(zalo, desk, introductions):
    for step in ("claim", "release", "claim"):
        assert (await move(desk.operator, zalo.id, step)).status_code == 200
    assert await introductions() == [TOLD.format("Operator")]


async def test_a_colleague_who_takes_over_or_is_given_it_is_named_too(zalo, desk, app, database, introductions):
    await move(desk.operator, zalo.id, "claim")
    async with person(app, database, await add_member(database, "hung", Role.OPERATOR)) as hung:
        await go_on_duty(hung)
        await move(hung, zalo.id, "take_over")
        await move(hung, zalo.id, "transfer", to_id=str(desk.operator.id))
    assert await introductions() == [TOLD.format(name) for name in ("Operator", "Hung", "Operator")]


async def test_after_the_bot_has_had_them_again_it_is_news(zalo, desk, introductions):
    for step in ("claim", "hand_back", "take_over"):
        assert (await move(desk.operator, zalo.id, step)).status_code == 200
    assert await introductions() == [TOLD.format("Operator")] * 2


async def test_on_the_web_the_page_shows_it(citizen, desk, introductions):
    await go_on_duty(desk.operator)
    await citizen.ask_for_person()
    await move(desk.operator, citizen.id, "claim")
    assert await introductions() == []


@pytest.mark.parametrize("state", [{"reply_free_until": utc_now() - timedelta(hours=1)}, {"unreachable": "-217"}])
async def test_not_where_it_would_cost_or_cannot_get_there(zalo, desk, introductions, change, state):
    await change(**state)
    await move(desk.operator, zalo.id, "claim")
    assert await introductions() == []
