"""Name, phone and address of a citizen: changed by staff, shown masked, in no event."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from staff.models import AuditEntry
from tests.tickets.personas import PHONE

ADDRESS = "Số 5, ngõ 2, phường Đồng Xoài"


@pytest.fixture
async def ticket(desk):
    return await desk.open(citizen_name="Bác Ba", asks_phone=True)


@pytest.fixture
def edit(operator, ticket):
    async def edit(**body):
        return await operator.patch(f"/tickets/{ticket.id}", json=body)

    return edit


class TestEditing:
    async def test_what_was_given_is_kept_and_shown_masked(self, edit, desk, ticket):
        shown = (await edit(citizen_name="  Bà   Tư ", citizen_phone="+84 912 345 678", citizen_address=ADDRESS)).json()
        kept = await desk.ticket(ticket.id)
        assert (kept.citizen_name, kept.citizen_phone, kept.citizen_address) == ("Bà Tư", PHONE, ADDRESS)
        assert (shown["citizen_phone_masked"], shown["citizen_address_masked"]) == ("•••••••678", "•••, phường Đồng Xoài")
        assert kept.asks_phone is False

    async def test_the_event_says_what_changed_and_not_to_what(self, edit, desk, ticket):
        await edit(citizen_phone=PHONE, citizen_address=ADDRESS)
        await edit(citizen_phone="0987 654 321", citizen_name="")
        events = [event.details for event in await desk.events(ticket.id) if event.kind == "edited"]
        assert events == [
            {"citizen_phone": {"change": "given"}, "citizen_address": {"change": "given"}},
            {"citizen_phone": {"change": "changed"}, "citizen_name": {"change": "removed"}},
        ]

    async def test_an_empty_value_takes_it_away(self, edit, desk, ticket):
        await edit(citizen_phone=PHONE, citizen_address=ADDRESS)
        shown = (await edit(citizen_phone="", citizen_address=" ")).json()
        assert (shown["citizen_phone_masked"], shown["citizen_address_masked"]) == ("", "")
        assert (await desk.ticket(ticket.id)).citizen_phone == ""

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ({"citizen_phone": "12345"}, "Số điện thoại không đúng"),
            ({"citizen_address": "x" * 201}, "«Địa chỉ»"),
            ({"citizen_name": "x" * 201}, "«Tên người dân»"),
        ],
    )
    async def test_what_cannot_be_right_is_refused_in_words(self, edit, body, said):
        answer = await edit(**body)
        assert answer.status_code == 422
        assert said in answer.json()["error"]["message"]

    @pytest.mark.parametrize(("address", "masked"), [("Ấp 3", "•••"), ("", ""), ("0912345678, xã A", "•••, xã A"), ("Ấp 3,", "•••")])
    async def test_of_an_address_the_commune_alone_is_shown(self, edit, address, masked):
        assert (await edit(citizen_address=address)).json()["citizen_address_masked"] == masked


class TestReveal:
    async def test_shows_both_and_is_written_down(self, operator, edit, ticket, database):
        await edit(citizen_phone=PHONE, citizen_address=ADDRESS)
        answer = await operator.post(f"/tickets/{ticket.id}/reveal")
        assert answer.json() == {"citizen_phone": PHONE, "citizen_address": ADDRESS}
        async with database.session() as session:
            entries = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "phone_revealed"))).all()
        assert [(entry.staff_id, entry.subject_id) for entry in entries] == [(operator.id, str(ticket.id))]


async def test_lists_and_exports_never_hold_number_or_door(operator, edit):
    await edit(citizen_phone=PHONE, citizen_address=ADDRESS)
    listed = (await operator.get("/tickets")).text
    assert PHONE not in listed
    assert "ngõ 2" not in listed
