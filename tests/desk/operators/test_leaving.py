from __future__ import annotations

from tests.desk.operators.personas import go_on_duty, move, write


async def leaving(person):
    response = await person.get("/desk/api/duty/leaving")
    assert response.status_code == 200, response.text
    return response.json()


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
