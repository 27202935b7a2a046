"""What citizens call themselves at the vendor."""

from __future__ import annotations

import pytest

from app.wiring.privacy import erasing, privacy_service
from app.wiring.tickets import ticket_service
from channels.contract import ChannelError, Trouble
from channels.zalo.naming import Naming
from privacy.models import Origin, RequestKind
from tests.channels.zalo import vendor
from tests.channels.zalo.vendor import USER
from tests.privacy.planting import rows_with
from tickets.conversation_work import ConversationWork
from tickets.models import TicketKind
from tickets.opening import NewTicket


class FakeProfiles:
    def __init__(self):
        self.answer = {"display_name": "  Nguyễn   Văn A "}
        self.asked = []

    async def user_detail(self, user_id):
        self.asked.append(user_id)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def profiles():
    return FakeProfiles()


@pytest.fixture
def tickets(settings, database):
    return ticket_service(settings, database)


@pytest.fixture
def naming(database, profiles, tickets):
    return Naming(database, profiles, ConversationWork(tickets))


async def test_is_asked_for_once_and_kept(office, naming, profiles):
    await office.takes(vendor.said("a"))
    assert await naming.look() == 1
    assert (await office.conversation()).citizen_name == "Nguyễn Văn A"
    assert (await naming.look(), profiles.asked) == (0, [USER])


@pytest.mark.parametrize("answer", [{}, {"display_name": None}, {"display_name": ""}, ChannelError(Trouble.UNREACHABLE, "-213")])
async def test_who_has_none_is_not_asked_for_again(office, naming, profiles, answer):
    profiles.answer = answer
    await office.takes(vendor.said("a"))
    assert (await naming.look(), await naming.look(), len(profiles.asked)) == (0, 0, 1)


async def test_while_the_vendor_is_away_it_is_asked_for_later(office, naming, profiles):
    await office.takes(vendor.said("a"))
    profiles.answer = ChannelError(Trouble.BACK_OFF, "-32")
    assert await naming.look() == 0
    profiles.answer = {"display_name": "A"}
    assert await naming.look() == 1


async def test_is_filled_into_the_tickets_that_were_opened_before_it_was_known(office, naming, tickets, database):
    await office.takes(vendor.said("Cho gặp tổng đài viên"))
    conversation = await office.conversation()
    async with database.session() as session:
        for name in ("", "Bà Tư"):
            new = NewTicket(kind=TicketKind.ENQUIRY, subject="a", conversation_id=conversation.id, citizen_name=name)
            await tickets.open_ticket(session, new)
    await naming.look()
    async with database.session() as session:
        named = [ticket.citizen_name for ticket in await tickets.list_of_conversation(session, conversation.id)]
    # One that staff wrote down is the better one.
    assert sorted(named) == ["Bà Tư", "Nguyễn Văn A"]


async def test_who_is_deleted_while_the_vendor_is_asked_gets_no_name_back(office, settings, database, tickets):
    class Slow:
        async def user_detail(self, user_id):
            conversation = await office.conversation()
            async with database.session() as session:
                await privacy_service(settings).ask(session, conversation.id, RequestKind.DELETE, Origin.VENDOR)
            await erasing(settings, database).walk()
            return {"display_name": "Trần Thị Dấu Vết"}

    await office.takes(vendor.said("a"))
    assert await Naming(database, Slow(), ConversationWork(tickets)).look() == 0
    assert await rows_with(database, "Dấu Vết") == {}
