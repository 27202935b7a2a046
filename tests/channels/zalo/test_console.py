"""An official who answers at the vendor's own console has the conversation; the bot is silent until they are done."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.wiring.handling import lost_operators
from app.wiring.zalo_inbound import zalo_console
from channels.zalo.outcomes import Outcome
from conversations.models import Delivery, Owner
from conversations.ownership import By, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import utc_now
from desk.operators.rows import rows_of
from staff.duty import colleagues
from staff.models import StaffMember
from staff.repository import StaffRepository
from tests.channels.zalo import vendor
from tests.channels.zalo.vendor import USER
from tickets.models import Ticket, TicketState


@pytest.fixture
async def console(office):
    """An official has answered a citizen's question there."""
    await office.takes(vendor.said("Làm khai sinh cần gì?"), vendor.echo("Chị cần giấy chứng sinh.", admin_id="991", msg_id="e1"))


async def tickets(database):
    async with database.session() as session:
        return (await session.scalars(select(Ticket))).all()


async def author(database):
    async with database.session() as session:
        return (await session.scalars(select(StaffMember).where(StaffMember.username == "zalo-oa"))).one()


class TestAnswer:
    async def test_stands_in_the_thread_and_is_not_sent_again(self, office, database, console):
        _, _, answer = await office.thread()
        official = await author(database)
        assert (answer.sender, answer.text, answer.author_id) == ("operator", "Chị cần giấy chứng sinh.", official.id)
        async with database.session() as session:
            assert await session.get(Delivery, answer.id) is None
        assert await office.outcomes() == [Outcome.STORED, Outcome.CONSOLE]

    async def test_takes_the_conversation_and_a_ticket_goes_with_it(self, office, database, console):
        official = await author(database)
        conversation = await office.conversation()
        assert (conversation.owner, conversation.owner_id, conversation.waiting_since) == (Owner.OPERATOR, official.id, None)
        [ticket] = await tickets(database)
        assert (ticket.subject, ticket.assignee_id, ticket.state) == ("Làm khai sinh cần gì?", official.id, TicketState.IN_PROGRESS)
        assert ticket.first_response_at is not None

    async def test_shows_at_the_desk_as_answered_outside(self, office, database, console):
        async with database.session() as session:
            [row] = await rows_of(session, [(await office.conversation()).id])
        assert (row.owner_name, row.is_owner_outside) == ("Trang Zalo OA", True)

    async def test_leaves_nothing_to_answer(self, office, console):
        assert [message.state for message in await office.thread() if message.sender == "citizen"] == ["answered"]

    async def test_next_words_of_the_citizen_are_for_the_official(self, office, console):
        await office.takes(vendor.said("Dạ còn phí ạ?"))
        assert [message.state for message in await office.thread() if message.sender == "citizen"][-1] == "with_person"
        assert (await office.conversation()).waiting_since is not None

    async def test_second_answer_moves_nothing_anew(self, office, console):
        number = (await office.conversation()).ownership_number
        await office.takes(vendor.echo("Phí không thu.", admin_id="991"))
        assert (await office.conversation()).ownership_number == number
        assert await office.said("operator") == ["Chị cần giấy chứng sinh.", "Phí không thu."]

    async def test_to_somebody_who_never_wrote_begins_a_conversation_and_tells_them_nothing_else(self, office):
        await office.takes(vendor.echo("Mời chị đến nhận kết quả.", admin_id="991"))
        assert [message.sender for message in await office.thread()] == ["operator"]

    async def test_takes_over_from_an_operator_of_the_desk(self, office, database):
        await office.takes(vendor.said("a"))
        lan = uuid.uuid4()
        async with database.session() as session:
            session.add(StaffMember(id=lan, username="lan", display_name="Lan", roles=["operator"], password_hash="-"))
            await session.flush()
            repository = ConversationRepository(session)
            conversation = await repository.get_locked((await office.conversation()).id)
            await change_owner(repository, conversation, Change(Move.TAKE_OVER, By(lan)), utc_now())
        await office.takes(vendor.echo("Để tôi trả lời.", admin_id="991"))
        async with database.session() as session:
            changes = await ConversationRepository(session).list_ownership_changes((await office.conversation()).id)
        assert [(change.move, change.from_id) for change in changes][-1] == ("take_over", lan)


class TestOfficial:
    async def test_is_nobodys_colleague_and_has_no_account(self, database, console):
        async with database.session() as session:
            assert await colleagues(session, utc_now()) == []
            assert await StaffRepository(session).list_all() == []

    async def test_is_not_lost_for_having_no_page_at_the_desk(self, office, database, settings, console):
        await office.takes(vendor.said("Dạ còn phí ạ?"))
        assert await lost_operators(settings, database).requeue() == []

    async def test_who_does_not_answer_gives_the_citizen_up_to_the_queue_like_any_operator(self, office, database, settings, console):
        await office.takes(vendor.said("Dạ còn phí ạ?"))
        async with database.session() as session:
            await session.execute(text("UPDATE conversations SET waiting_since = now() - interval '11 minutes'"))
            await session.execute(text("ALTER TABLE ownership_changes DISABLE TRIGGER ALL"))
            await session.execute(text("UPDATE ownership_changes SET at = now() - interval '11 minutes'"))
            await session.execute(text("ALTER TABLE ownership_changes ENABLE TRIGGER ALL"))
        assert await lost_operators(settings, database).requeue() == [(await office.conversation()).id]


class TestQuiet:
    async def test_conversation_goes_back_to_the_bot_and_its_ticket_is_done(self, office, database, settings, console):
        console = zalo_console(settings, database, clock=lambda: utc_now() + timedelta(hours=4, minutes=1))
        assert await console.let_go(database, timedelta(hours=4)) == 1
        assert (await office.conversation()).owner == Owner.BOT
        assert [ticket.state for ticket in await tickets(database)] == [TicketState.RESOLVED]

    async def test_it_stays_while_somebody_wrote_there_lately(self, office, database, settings, console):
        console = zalo_console(settings, database, clock=lambda: utc_now() + timedelta(hours=3, minutes=59))
        assert await console.let_go(database, timedelta(hours=4)) == 0

    async def test_it_stays_while_the_citizen_waits_for_an_answer_there(self, office, database, settings, console):
        await office.takes(vendor.said("Dạ còn phí ạ?"))
        console = zalo_console(settings, database, clock=lambda: utc_now() + timedelta(hours=5))
        assert await console.let_go(database, timedelta(hours=4)) == 0

    async def test_after_that_the_bot_answers_again(self, office, database, settings, console):
        await zalo_console(settings, database, clock=lambda: utc_now() + timedelta(hours=5)).let_go(database, timedelta(hours=4))
        await office.takes(vendor.said("Hỏi thêm ạ", user=USER))
        assert (await office.thread())[-1].state == "received"
