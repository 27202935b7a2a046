"""An operator gives a citizen who has no name on the web the name they said."""

from __future__ import annotations

import uuid

import pytest

from tests.desk.operators.personas import board, go_on_duty, move


@pytest.fixture
async def held(citizen, desk):
    await go_on_duty(desk.operator)
    await citizen.ask("Thuê mặt nước nuôi cá cần gì?")
    await citizen.ask_for_person()
    assert (await move(desk.operator, citizen.id, "claim")).status_code == 200
    return citizen


async def name(person, conversation_id, given):
    return await person.patch(f"/desk/api/conversations/{conversation_id}", json={"citizen_name": given})


async def test_board_and_ticket_show_the_name(held, desk):
    answer = await name(desk.operator, held.id, "  Bác   Ba ")
    assert (answer.status_code, answer.json()["row"]["citizen_name"]) == (200, "Bác Ba")
    (row,) = (await board(desk.operator))["rows"]
    (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
    assert (row["citizen_name"], ticket["citizen_name"]) == ("Bác Ba", "Bác Ba")


async def test_the_ticket_tells_that_it_was_named_and_not_how(held, desk):
    await name(desk.operator, held.id, "Bác Ba")
    (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
    events = (await desk.operator.get(f"/desk/api/tickets/{ticket['id']}")).json()["events"]
    assert [event["details"] for event in events if event["kind"] == "edited"] == [{"citizen_name": {"change": "given"}}]


async def test_an_empty_name_takes_it_away(held, desk):
    await name(desk.operator, held.id, "Bác Ba")
    assert (await name(desk.operator, held.id, " ")).json()["row"]["citizen_name"] == ""


async def test_one_that_is_too_long_is_refused_in_words(held, desk):
    refused = await name(desk.operator, held.id, "x" * 101)
    assert (refused.status_code, refused.json()["error"]["message"]) == (422, "Tên dài quá 100 ký tự.")


async def test_nobody_is_named_in_a_conversation_that_is_not_there(desk):
    assert (await name(desk.operator, uuid.uuid4(), "Bác Ba")).status_code == 404


async def test_a_note_at_the_end_is_kept_when_the_ticket_was_settled_before(held, desk):
    (ticket,) = (await desk.operator.get("/desk/api/tickets")).json()["tickets"]
    settled = await desk.operator.post(f"/desk/api/tickets/{ticket['id']}/moves", json={"to": "resolved", "public_reply": "Xong ạ."})
    assert settled.status_code == 200
    body = {"outcome": "answered", "note": "Bác hài lòng"}
    assert (await desk.operator.post(f"/desk/api/conversations/{held.id}/wrap-up", json=body)).status_code == 200
    file = (await desk.operator.get(f"/desk/api/conversations/{held.id}")).json()
    assert [note["text"] for note in file["notes"]] == ["Bác hài lòng"]
