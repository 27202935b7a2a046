"""The vendor's form, filled in by a citizen."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from app.wiring.tickets import ticket_service
from conversations.models import Conversation
from tests.channels.zalo import vendor
from tickets.models import Ticket, TicketKind
from tickets.opening import NewTicket


@pytest.fixture
async def ticket(office, database, settings):
    """One that asks for a phone number."""
    await office.takes(vendor.said("Cho gặp tổng đài viên"))
    conversation = await office.conversation()
    new = NewTicket(kind=TicketKind.CALLBACK, subject="a", conversation_id=conversation.id, summary={}, asks_phone=True)
    async with database.session() as session:
        return await ticket_service(settings, database).open_ticket(session, new)


async def test_number_goes_to_the_ticket_that_asks_for_one(office, database, ticket):
    await office.takes(vendor.submitted(name="Nguyễn Văn A", phone="84912345678"))
    async with database.session() as session:
        kept = (await session.scalars(select(Ticket))).one()
    assert (kept.citizen_phone, kept.asks_phone) == ("0912345678", False)
    assert "gọi lại" in (await office.said("system"))[-1]


async def test_number_that_is_none_is_given_to_nobody(office, database, ticket):
    await office.takes(vendor.submitted(name="Nguyễn Văn A", phone="12"))
    async with database.session() as session:
        assert (await session.scalars(select(Ticket))).one().citizen_phone == ""
    assert (await office.said("system"))[-1] == "Tổng đài đã nhận thông tin của bạn."


async def test_name_is_the_citizens_and_all_of_it_stands_in_the_thread(office):
    await office.takes(vendor.submitted(name="Nguyễn Văn A", phone="84912345678", address="1 Cách Mạng"))
    assert (await office.conversation()).citizen_name == "Nguyễn Văn A"
    assert await office.said() == ["[Thông tin cá nhân] Nguyễn Văn A; 84912345678; 1 Cách Mạng"]
    assert await office.jobs("messages") == []


async def test_name_goes_into_the_ticket_in_place_of_what_the_vendor_called_them(office, database, ticket):
    async with database.session() as session:
        await session.execute(update(Conversation).values(citizen_name="Tý 1990"))
        await session.execute(update(Ticket).values(citizen_name="Tý 1990"))
    await office.takes(vendor.submitted(name="Nguyễn Văn A"))
    async with database.session() as session:
        assert (await session.scalars(select(Ticket))).one().citizen_name == "Nguyễn Văn A"


async def test_the_same_form_twice_is_two_lines(office):
    await office.takes(vendor.submitted(name="A"))
    await office.takes(vendor.submitted(name="B"))
    assert len(await office.said()) == 2
