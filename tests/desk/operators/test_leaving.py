from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from desk.operators.presence import Heartbeat
from tests.desk.operators.personas import beat, go_on_duty, move, write


async def leaving(person):
    response = await person.get("/desk/api/duty/leaving")
    assert response.status_code == 200, response.text
    return response.json()


async def close_page(person, tab):
    response = await person.post("/desk/api/duty/page-closed", json={"tab": tab})
    assert response.status_code == 204, response.text


async def heard_at(database):
    async with database.session() as session:
        return await session.scalar(text("SELECT heartbeat_at FROM duties"))


class TestClosingThePage:
    async def test_whoever_closes_the_only_one_is_soon_taken_for_gone(self, desk, database):
        await go_on_duty(desk.operator)
        before = await heard_at(database)
        await close_page(desk.operator, "")
        assert timedelta(seconds=65) < before - await heard_at(database) <= timedelta(seconds=70)

    async def test_whoever_is_heard_from_again_has_only_loaded_it_anew(self, desk, database):
        await go_on_duty(desk.operator)
        await close_page(desk.operator, "")
        before = await heard_at(database)
        await beat(desk.operator)
        assert await heard_at(database) > before + timedelta(seconds=60)

    async def test_with_another_page_open_nothing_changes(self, desk, database, app):
        await go_on_duty(desk.operator)
        other = Heartbeat(staff_id=desk.operator.id, display_name="Lan", tab="b", conversation_ids=[])
        app.state.operators.feed.presence.hear(other.model_dump_json())
        before = await heard_at(database)
        await close_page(desk.operator, "a")
        assert await heard_at(database) == before


class TestLeaving:
    async def test_last_one_leaves_alone_who_waits_in_the_queue(self, desk, citizen):
        await go_on_duty(desk.operator)
        await citizen.ask_for_person()
        assert await leaving(desk.operator) == {"is_last": True, "queue": 1, "mine": 0}

    async def test_and_who_waits_for_their_own_answer(self, desk, citizen):
        await go_on_duty(desk.operator)
        await citizen.ask_for_person()
        await move(desk.operator, citizen.id, "claim")
        assert await leaving(desk.operator) == {"is_last": True, "queue": 0, "mine": 1}
        await write(desk.operator, citizen.id, "Chào anh")
        assert (await leaving(desk.operator))["mine"] == 0

    async def test_with_a_colleague_on_duty_nobody_is_last(self, desk, citizen):
        await go_on_duty(desk.operator)
        await go_on_duty(desk.supervisor)
        await citizen.ask_for_person()
        assert await leaving(desk.operator) == {"is_last": False, "queue": 1, "mine": 0}

    async def test_colleague_who_rests_does_not_count(self, desk, citizen):
        await go_on_duty(desk.operator)
        await go_on_duty(desk.supervisor, "away")
        assert (await leaving(desk.operator))["is_last"] is True

    async def test_whoever_rests_leaves_nobody_alone(self, desk, citizen):
        await go_on_duty(desk.operator, "away")
        assert (await leaving(desk.operator))["is_last"] is False
