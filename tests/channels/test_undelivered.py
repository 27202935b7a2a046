from __future__ import annotations

from datetime import timedelta

import pytest

from channels.contract import ChannelError, Trouble
from channels.delivering import Deliverer
from channels.undelivered import Undelivered
from conversations.channel_alarms import Alarms as RealAlarms
from conversations.models import DeliveryState, Sender
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.settings import PROJECT_ROOT
from core.words import Words
from tests.channels.stage import Citizen, deliver_due
from tickets.actors import Actor
from tickets.conversation_work import ConversationWork
from tickets.desk_reading import TicketReader
from tickets.models import Priority, TicketKind, TicketState
from tickets.opening import NewTicket
from tickets.telling import tell_reply
from tickets.unreachable import CallingBack

UNREACHABLE, OUR_FAULT, NOT_TAKEN = Trouble.UNREACHABLE, Trouble.OUR_FAULT, Trouble.NOT_TAKEN
OUT_OF_QUOTA = Trouble.OUT_OF_QUOTA


@pytest.fixture
def ticket_of(database, tickets):
    async def find(citizen):
        async with database.session() as session:
            return await tickets.find_open_of_conversation(session, citizen.id)

    return find


class TestUnreachable:
    async def test_all_that_waits_fails_staff_read_why_and_the_citizen_is_to_be_called(self, deliverer, vendor, lan, ticket_of):
        await lan.asks("làm hộ chiếu ở đâu")
        await lan.is_told("ở công an tỉnh")
        await lan.is_told("mang theo căn cước")
        vendor.will(UNREACHABLE, code="-217")
        await deliver_due(deliverer)
        assert vendor.taken == []
        assert await lan.states() == [DeliveryState.FAILED] * 2
        assert (await lan.conversation()).unreachable == "-217"
        line = (await lan.thread())[-1]
        assert line.text == "Không gửi được qua Zalo: người dân đã chặn trang Zalo OA. Cần gọi điện."
        assert (line.details["topic"], line.details["code"]) == ("not_delivered", "-217")
        ticket = await ticket_of(lan)
        assert (ticket.kind, ticket.handover_reason, ticket.asks_phone) == ("callback", "unreachable", True)
        assert ticket.subject == "làm hộ chiếu ở đâu"

    async def test_later_ones_fail_without_a_call_and_without_another_line(self, deliverer, vendor, lan):
        await lan.is_told("một")
        vendor.will(UNREACHABLE, code="-217")
        await deliver_due(deliverer)
        await lan.is_told("hai", Sender.OPERATOR)
        await deliver_due(deliverer)
        assert vendor.calls == 1
        assert await lan.states() == [DeliveryState.FAILED] * 2
        assert [message.text[:14] for message in await lan.thread()].count("Không gửi được") == 1

    async def test_the_open_ticket_becomes_a_call_back_asks_for_a_number_and_keeps_its_priority(
        self, database, deliverer, vendor, lan, tickets, ticket_of
    ):
        async with database.session() as session:
            new = NewTicket(kind=TicketKind.ENQUIRY, subject="Hỏi đất", conversation_id=lan.id, priority=Priority.HIGH)
            known = await tickets.open_ticket(session, new)
        await lan.is_told("trả lời", Sender.OPERATOR)
        vendor.will(UNREACHABLE, code="-230")
        await deliver_due(deliverer)
        ticket = await ticket_of(lan)
        assert (ticket.id, ticket.asks_phone, ticket.priority, ticket.kind) == (known.id, True, "high", "callback")
        assert (ticket.allowed_hours, ticket.due_at < known.due_at) == (pytest.approx(4, abs=0.1), True)

    async def test_nobody_is_called_for_what_the_program_says_in_between(self, deliverer, vendor, lan, ticket_of):
        await lan.is_told("Bạn hài lòng đến mức nào?", Sender.SYSTEM, topic="rate_us")
        vendor.will(UNREACHABLE, code="-230")
        await deliver_due(deliverer)
        assert await ticket_of(lan) is None

    async def test_the_reply_to_a_ticket_is_worth_a_call(self, deliverer, vendor, lan, ticket_of):
        await lan.is_told("Trả lời cho phiếu", Sender.SYSTEM, topic="ticket_replied")
        vendor.will(UNREACHABLE, code="-230")
        await deliver_due(deliverer)
        assert (await ticket_of(lan)).subject == "Trả lời cho phiếu"

    async def test_an_evaluation_makes_no_work(self, database, deliverer, vendor, ticket_of):
        trial = await Citizen.arrive(database, is_trial=True)
        await trial.is_told("một")
        vendor.will(UNREACHABLE, code="-230")
        await deliver_due(deliverer)
        assert await ticket_of(trial) is None


class TestRepliesToATicket:
    @pytest.fixture
    async def ticket(self, database, tickets, lan):
        async with database.session() as session:
            return await tickets.open_ticket(session, NewTicket(kind=TicketKind.ENQUIRY, subject="Hỏi đất", conversation_id=lan.id))

    @pytest.fixture
    def says(self, database, tickets, lan, ticket, operator):
        """An operator writes, and the ticket keeps it."""

        async def says(text):
            message = await lan.is_told(text, Sender.OPERATOR)
            async with database.session() as session:
                await ConversationWork(tickets).record_reply(session, Actor.staff(operator), message)
            return message

        return says

    @pytest.fixture
    def file_of(self, database, time_allowed, ticket):
        async def file_of():
            reader = TicketReader(database, time_allowed, Words(PROJECT_ROOT / "tickets/words.yml", hotline_number="1022"))
            return await reader.read(ticket.id)

        return file_of

    async def test_none_of_those_that_did_not_arrive_counts_as_a_response_and_each_is_marked(self, deliverer, vendor, says, file_of):
        await says("một")
        await says("hai")
        vendor.will(UNREACHABLE, code="-217")
        await deliver_due(deliverer)
        file = await file_of()
        assert file.view.ticket.first_response_at is None
        replies = [(event.public_text, event.is_undelivered) for event in file.events if event.kind == "replied"]
        assert replies == [("một", True), ("hai", True)]
        assert [event.kind for event in file.events].count("not_delivered") == 2

    async def test_one_that_arrived_before_stays_the_first_response(self, deliverer, vendor, says, file_of):
        await says("một")
        await deliver_due(deliverer)
        first = (await file_of()).view.ticket.first_response_at
        await says("hai")
        vendor.will(UNREACHABLE, code="-217")
        await deliver_due(deliverer)
        file = await file_of()
        assert file.view.ticket.first_response_at == first is not None
        assert [event.is_undelivered for event in file.events if event.kind == "replied"] == [False, True]

    async def test_words_beside_a_file_that_is_not_taken_have_arrived(self, deliverer, vendor, says, file_of):
        await says("một|tệp")
        vendor.will(None, NOT_TAKEN, code="file_kind")
        await deliver_due(deliverer)
        file = await file_of()
        assert file.view.ticket.first_response_at is not None
        assert not any(event.is_undelivered for event in file.events)

    async def test_one_from_the_tickets_page_is_marked_too(self, database, deliverer, vendor, tickets, ticket, lan, operator, file_of):
        async with database.session() as session:
            await tickets.move(ticket.id, TicketState.IN_PROGRESS, Actor.staff(operator), public_reply="một", session=session)
            await tell_reply(session, ticket, "một", Words(PROJECT_ROOT / "tickets/handover_words.yml", hotline_number="1022"))
        assert (await file_of()).view.ticket.first_response_at is not None
        vendor.will(UNREACHABLE, code="-217")
        await deliver_due(deliverer)
        file = await file_of()
        assert file.view.ticket.first_response_at is None
        assert [event.is_undelivered for event in file.events if event.public_text] == [True]


class TestReplyWindow:
    async def test_after_its_end_the_vendor_is_not_even_asked(self, deliverer, vendor, lan):
        await lan.change(reply_until=utc_now() - timedelta(seconds=1))
        await lan.is_told("một", Sender.OPERATOR)
        await deliver_due(deliverer)
        assert vendor.calls == 0
        assert (await lan.conversation()).unreachable == "window_closed"
        assert "quá hạn trả lời" in (await lan.thread())[-1].text

    async def test_before_its_end_all_is_sent(self, deliverer, vendor, lan):
        await lan.change(reply_until=utc_now() + timedelta(minutes=1))
        await lan.is_told("một", Sender.OPERATOR)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một"]


class TestRefused:
    async def test_our_own_fault_raises_an_alarm_and_the_next_one_goes_out(self, deliverer, vendor, lan, alarms):
        await lan.is_told("một")
        await lan.is_told("hai")
        vendor.will(OUR_FAULT, code="-210")
        await deliver_due(deliverer)
        assert await lan.states() == [DeliveryState.FAILED, DeliveryState.SENT]
        assert alarms.open == {"zalo our_fault"}
        assert not (await lan.conversation()).unreachable

    async def test_the_alarm_ends_after_a_day_without_another(self, database, tickets):
        calling_back = CallingBack(tickets, ConversationWork(tickets), Words(PROJECT_ROOT / "tickets/words.yml", hotline_number="1022"))
        real = RealAlarms()
        undelivered = Undelivered("zalo", calling_back, real, Words(PROJECT_ROOT / "channels/words.yml"))

        async def open_after(**time):
            async with database.session() as session:
                await undelivered.forget_faults(session, utc_now() + timedelta(**time))
                return [alarm.kind for alarm in await real.list_open(session)]

        async with database.session() as session:
            await real.raise_(session, "zalo", "our_fault", {})
            await real.raise_(session, "zalo", "needs_admin:-221", {})
        assert await open_after(hours=23) == ["our_fault", "needs_admin:-221"]
        assert await open_after(hours=25) == ["needs_admin:-221"]

    async def test_a_file_that_is_taken_from_nobody_is_nobodys_fault(self, deliverer, vendor, lan, alarms):
        await lan.is_told("một|tệp", Sender.OPERATOR)
        vendor.will(None, NOT_TAKEN, code="file_kind")
        await deliver_due(deliverer)
        assert await lan.states() == [DeliveryState.FAILED]
        assert alarms.open == set()
        assert "Zalo chỉ nhận ảnh và tệp PDF" in (await lan.thread())[-1].text


class TestQuota:
    @pytest.fixture
    async def an(self, database):
        return await Citizen.arrive(database, "an")

    async def test_one_citizens_message_waits_and_the_others_are_sent_meanwhile(self, deliverer, vendor, lan, an, alarms, set_clock):
        await lan.is_told("một", Sender.OPERATOR)
        await an.is_told("hai", Sender.OPERATOR)
        vendor.will(OUT_OF_QUOTA, code="-211")
        await deliver_due(deliverer)
        assert (await lan.states(), await an.states()) == ([DeliveryState.WAITING], [DeliveryState.SENT])
        assert alarms.open == {"zalo out_of_quota"}
        set_clock.go_on(seconds=2)
        await deliver_due(deliverer)
        assert vendor.texts("lan") == ["một"]

    async def test_the_alarm_ends_once_nothing_waits_for_a_quota(self, database, vendor, lan, tickets, set_clock):
        calling_back = CallingBack(tickets, ConversationWork(tickets), Words(PROJECT_ROOT / "tickets/words.yml", hotline_number="1022"))
        real = RealAlarms()
        undelivered = Undelivered("zalo", calling_back, real, Words(PROJECT_ROOT / "channels/words.yml"))
        deliverer = Deliverer(database, "zalo", vendor, undelivered, clock=set_clock)

        async def open_alarms():
            async with database.session() as session:
                await undelivered.forget_quota(session)
                return [alarm.kind for alarm in await real.list_open(session)]

        await lan.is_told("một", Sender.OPERATOR)
        vendor.will(OUT_OF_QUOTA, code="-211")
        await deliver_due(deliverer)
        assert await open_alarms() == ["out_of_quota"]
        set_clock.go_on(seconds=2)
        await deliver_due(deliverer)
        assert await open_alarms() == []


@pytest.mark.parametrize("trouble", [UNREACHABLE, OUR_FAULT, NOT_TAKEN, OUT_OF_QUOTA, Trouble.BACK_OFF, Trouble.IN_DOUBT])
async def test_every_end_has_its_words(trouble, undelivered, lan, database):
    message = await lan.is_told("một", Sender.SYSTEM)
    async with database.session() as session:
        conversation = await ConversationRepository(session).get_locked(lan.id)
        await undelivered.failed(session, conversation, message, ChannelError(trouble, "-1", "đơn.docx"))
    assert (await lan.thread())[-1].text.startswith("Không gửi được qua Zalo: ")
