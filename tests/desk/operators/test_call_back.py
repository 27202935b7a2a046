from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import text

from app.wiring.tickets import working_calendar
from core.clock import utc_now
from staff.models import Role
from tests.desk.operators.personas import board, go_on_duty, move
from tests.desk.personas import add_member, person

PHONE = "0912345678"


@pytest.fixture
async def held(citizen, desk):
    """An operator has the citizen's conversation."""
    await go_on_duty(desk.operator)
    await citizen.ask_for_person("Tạm trú nộp ở đâu, cho gặp người")
    assert (await move(desk.operator, citizen.id, "claim")).status_code == 200
    return citizen


async def call_back(person, conversation_id, phone=PHONE):
    return await person.post(f"/desk/api/conversations/{conversation_id}/call-back", json={"phone": phone})


async def tickets(person):
    return (await person.get("/desk/api/tickets")).json()["tickets"]


class TestCallBack:
    async def test_the_open_ticket_becomes_a_call_to_that_number_within_the_time_of_a_call(self, held, desk, settings):
        (before,) = await tickets(desk.operator)
        answer = await call_back(desk.operator, held.id, "0912 345 678")
        assert answer.status_code == 201
        (after,) = await tickets(desk.operator)
        assert (after["id"], after["kind"]) == (answer.json()["id"], answer.json()["kind"])
        changed = {name for name in before if name != "used_percent" and before[name] != after[name]}
        assert changed == {"kind", "citizen_phone_masked", "due_at"}
        calendar = working_calendar(settings)
        assert calendar.hours_between(utc_now(), datetime.fromisoformat(after["due_at"])) == pytest.approx(4, abs=0.1)
        assert (after["kind"], after["citizen_phone_masked"]) == ("callback", "•••••••678")
        revealed = await desk.operator.post(f"/desk/api/tickets/{after['id']}/reveal")
        assert revealed.json()["citizen_phone"] == PHONE

    async def test_is_written_in_the_tickets_history_without_the_number(self, held, desk):
        (before,) = await tickets(desk.operator)
        ticket = (await call_back(desk.operator, held.id)).json()
        last = (await desk.operator.get(f"/desk/api/tickets/{ticket['id']}")).json()["events"][-1]
        assert (last["kind"], last["actor_name"], last["details"]["kind"]) == (
            "phone_given",
            "Operator",
            {"from": "enquiry", "to": "callback"},
        )
        moved = [datetime.fromisoformat(at) for at in (last["details"]["due_at"]["from"], last["details"]["due_at"]["to"])]
        assert moved == [datetime.fromisoformat(one["due_at"]) for one in (before, ticket)]
        assert PHONE not in str(last)

    async def test_where_no_ticket_is_open_one_is_opened_with_the_question(self, citizen, desk):
        await citizen.ask("Làm khai sinh cần gì?")
        ticket = (await call_back(desk.operator, citizen.id)).json()
        assert (ticket["kind"], ticket["subject"], ticket["conversation_id"]) == ("callback", "Làm khai sinh cần gì?", citizen.id)
        assert len(await tickets(desk.operator)) == 1

    async def test_without_a_number_the_one_given_before_is_called(self, citizen, desk):
        await citizen.ask_for_person()
        await citizen.ask(f"số của tôi {PHONE}")
        assert (await call_back(desk.operator, citizen.id, "")).json()["citizen_phone_masked"] == "•••••••678"

    @pytest.mark.parametrize(
        ("phone", "said"),
        [
            ("", "Chưa có số điện thoại của người dân. Bạn nhập số để gọi lại."),
            ("  ", "Chưa có số điện thoại của người dân. Bạn nhập số để gọi lại."),
            ("09123", "Số điện thoại không đúng."),
            ("không có", "Số điện thoại không đúng."),
        ],
    )
    async def test_no_number_is_refused_with_words(self, held, desk, phone, said):
        refused = await call_back(desk.operator, held.id, phone)
        assert refused.status_code == 422
        assert refused.json()["error"]["message"].startswith(said)
        assert [ticket["kind"] for ticket in await tickets(desk.operator)] == ["enquiry"]

    async def test_somebody_elses_citizen_is_called_by_supervisors_only(self, held, desk, app, database):
        async with person(app, database, await add_member(database, "other", Role.OPERATOR)) as other:
            refused = await call_back(other, held.id)
            assert (await other.get(f"/desk/api/conversations/{held.id}")).json()["can"]["call_back"] is False
        assert (refused.status_code, refused.json()["error"]["message"]) == (409, "Cuộc trò chuyện đang do Operator giữ.")
        assert (await desk.supervisor.get(f"/desk/api/conversations/{held.id}")).json()["can"]["call_back"] is True
        assert (await call_back(desk.supervisor, held.id)).status_code == 201

    async def test_the_citizens_conversation_stays_with_its_owner(self, held, desk):
        await call_back(desk.operator, held.id)
        (row,) = (await board(desk.operator))["rows"]
        assert (row["owner_name"], row["ticket"]["kind"]) == ("Operator", "callback")

    async def test_a_number_that_was_asked_for_is_asked_for_no_longer(self, citizen, desk, database):
        await citizen.ask_for_person()
        await call_back(desk.operator, citizen.id)
        async with database.session() as session:
            assert await session.scalar(text("SELECT asks_phone FROM tickets")) is False

    async def test_one_that_is_not_there_is_not_found(self, desk):
        assert (await call_back(desk.operator, "00000000-0000-0000-0000-000000000000")).status_code == 404
