from __future__ import annotations

import pytest

from tests.tickets.personas import PHONE
from tickets.models import TicketKind
from tickets.unreachable import CallingBack


@pytest.fixture
def keep(database, service, work, words):
    calling_back = CallingBack(service, work, words)

    async def keep(chat, undelivered):
        async with database.session() as session:
            await calling_back.keep(session, await chat.state(), undelivered)
            return await service.find_open_of_conversation(session, chat.id)

    return keep


async def test_a_ticket_to_call_back_holds_the_question_and_what_was_to_be_said(chat, keep):
    await chat.citizen_says("Lệ phí làm hộ chiếu?")
    ticket = await keep(chat, await chat.bot_says("Hai trăm nghìn đồng."))
    assert (ticket.kind, ticket.handover_reason, ticket.asks_phone) == (TicketKind.CALLBACK, "unreachable", True)
    assert (ticket.subject, ticket.summary["answered"]) == ("Lệ phí làm hộ chiếu?", "Hai trăm nghìn đồng.")


async def test_a_file_without_words_has_a_name_too(chat, keep):
    ticket = await keep(chat, await chat.bot_says(""))
    assert ticket.subject == "Tệp gửi người dân không tới được"


async def test_an_open_ticket_with_a_number_is_left_as_it_is(chat, keep, desk):
    known = await desk.open(conversation_id=chat.id, citizen_phone=PHONE)
    ticket = await keep(chat, await chat.bot_says("Trả lời"))
    assert (ticket.id, ticket.asks_phone, ticket.citizen_phone) == (known.id, False, PHONE)
