from __future__ import annotations

import pytest

from conversations.models import Owner
from conversations.ports import BotReply, HandoverReason
from conversations.repository import ConversationRepository
from core.erasing import ERASED
from staff.models import DutyState
from tests.tickets.chatting import Chat
from tests.tickets.personas import at
from tickets.models import Priority, TicketKind, TicketState
from tickets.promises import promised_time


@pytest.fixture
def take(database, handing_over, chat):
    """Hands over what the citizen says now; the bot's reply is as the handler gives it."""

    async def take(said="Làm sao để thuê mặt nước?", reason=HandoverReason.ASKED, *, in_chat=chat, category="", intent=""):
        question = await in_chat.citizen_says(said)
        details = {"report_category": category} if category else {}
        details |= {"understood": {"intent": {"name": intent}}} if intent else {}
        reply = BotReply("Dạ", "handover", handover=reason, details=details)
        async with database.session() as session:
            conversation = await ConversationRepository(session).get_locked(in_chat.id)
            return await handing_over.take(session, conversation, question, reason, reply)

    return take


@pytest.fixture
def ticket_of(service, database):
    async def find(chat, *, is_report=False):
        async with database.session() as session:
            return await service.find_open_of_conversation(session, chat.id, is_report=is_report)

    return find


class TestTakeWithSomebodyOnDuty:
    @pytest.fixture(autouse=True)
    async def _somebody_is_there(self, on_duty):
        await on_duty()

    async def test_queues_and_says_place_wait_and_code(self, take, chat, ticket_of):
        said = await take()
        ticket = await ticket_of(chat)
        code = f"{ticket.tracking_code[:3]}-{ticket.tracking_code[3:6]}-{ticket.tracking_code[6:]}"
        assert (await chat.state()).owner == Owner.QUEUE
        assert "Bạn là người tiếp theo, khoảng 5 phút." in said.text
        assert f"Mã tra cứu của bạn: {code}." in said.text

    async def test_whoever_comes_later_hears_a_later_place(self, take, database, clock):
        first = await Chat.begin(database, clock)
        await first.waits_in_queue()
        clock.go_on(seconds=1)
        assert "Bạn là người thứ 2, khoảng 10 phút." in (await take()).text

    async def test_offers_the_way_back_to_the_bot(self, take):
        assert [option["value"] for option in (await take()).options] == ["Hỏi máy tiếp"]

    async def test_opens_an_enquiry_that_asks_for_no_phone(self, take, chat, ticket_of):
        await take()
        ticket = await ticket_of(chat)
        assert (ticket.kind, ticket.asks_phone, ticket.handover_reason) == (TicketKind.ENQUIRY, False, "asked")

    async def test_the_change_of_owner_names_the_reason(self, take, chat):
        await take(reason=HandoverReason.NOT_UNDERSTOOD)
        assert [(change.move, change.reason) for change in await chat.owners()] == [("hand_over", "not_understood")]

    async def test_says_why_when_the_citizen_did_not_ask(self, take):
        assert (await take(reason=HandoverReason.UNSURE)).text.startswith("Việc này cần người trả lời cho chắc. Đã chuyển")

    @pytest.mark.parametrize(
        ("reason", "priority"),
        [
            (HandoverReason.COMPLAINT_OFFICIAL, Priority.HIGH),
            (HandoverReason.BOT_UNAVAILABLE, Priority.HIGH),
            (HandoverReason.DISTRESS, Priority.URGENT),
            (HandoverReason.ASKED, Priority.NORMAL),
            (HandoverReason.BOT_PAUSED, Priority.NORMAL),
        ],
    )
    async def test_complaints_and_a_broken_bot_are_urgent(self, take, chat, ticket_of, reason, priority):
        await take(reason=reason)
        assert (await ticket_of(chat)).priority == priority

    async def test_whoever_speaks_of_dying_makes_the_open_ticket_urgent_too(self, take, chat, ticket_of):
        await take()
        await chat.goes_back_to_bot()
        await take("tôi không thiết sống nữa", HandoverReason.DISTRESS)
        assert (await ticket_of(chat)).priority == Priority.URGENT
        assert (await chat.state()).owner == Owner.QUEUE

    async def test_a_second_hand_over_uses_the_open_ticket(self, take, chat, ticket_of):
        await take()
        known = await ticket_of(chat)
        await chat.goes_back_to_bot()
        await take("Cho tôi gặp người")
        assert (await ticket_of(chat)).id == known.id
        assert (await chat.state()).owner == Owner.QUEUE


class TestTakeWithNobodyOnDuty:
    async def test_leaves_the_conversation_with_the_bot_and_asks_for_a_number(self, take, chat, ticket_of):
        said = await take()
        ticket = await ticket_of(chat)
        assert (await chat.state()).owner == Owner.BOT
        assert (ticket.kind, ticket.asks_phone) == (TicketKind.CALLBACK, True)
        assert "số điện thoại" in said.text
        assert said.options == []

    async def test_promises_a_time_of_the_working_calendar(self, take, clock):
        clock.now = at("2026-11-27 16:00")  # a Friday: one working hour is left of it
        assert "tổng đài sẽ trả lời trước 10:30, 30/11/2026" in (await take()).text

    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            ("2026-11-25 09:00", "Lúc này chưa có tổng đài viên nào trực trong khung trò chuyện."),
            ("2026-11-25 20:00", "Bây giờ ngoài giờ trực của tổng đài viên."),
            ("2026-11-29 09:00", "Bây giờ ngoài giờ trực của tổng đài viên."),
        ],
    )
    async def test_says_whether_it_is_the_hour_or_the_people(self, take, clock, moment, words):
        clock.now = at(moment)
        said = await take()
        assert words in said.text
        assert said.details["nobody"] == ("out_of_hours" if "ngoài giờ" in words else "nobody_on_duty")

    async def test_out_of_hours_words_come_once(self, take, clock):
        clock.now = at("2026-11-25 20:00")
        await take()
        again = (await take("Gặp người đi mà")).text
        assert "ngoài giờ" not in again
        assert again.startswith("Yêu cầu của bạn đã có phiếu")

    async def test_whoever_was_told_a_place_in_the_queue_hears_that_the_operators_have_left(self, take, chat, ticket_of, on_duty, clock):
        await on_duty()
        assert "Bạn là người tiếp theo" in (await take()).text
        await chat.goes_back_to_bot()
        clock.go_on(seconds=150)
        said = (await take("Thôi cho gặp người đi")).text
        assert "Các tổng đài viên vừa rời bàn trực" in said
        assert "chưa có tổng đài viên nào trực" not in said

    async def test_and_so_does_one_whose_first_ticket_is_done(self, take, chat, ticket_of, service, on_duty, operator, clock):
        await on_duty()
        await take()
        await chat.goes_back_to_bot()
        ticket = await ticket_of(chat)
        await service.move(ticket.id, TicketState.IN_PROGRESS, operator)
        await service.move(ticket.id, TicketState.RESOLVED, operator)
        clock.go_on(seconds=150)
        said = (await take("Còn việc nữa, cho gặp người")).text
        assert "Các tổng đài viên vừa rời bàn trực" in said

    async def test_a_queue_of_this_morning_is_forgotten_at_noon(self, take, chat, on_duty, clock):
        await on_duty()
        await take()
        await chat.goes_back_to_bot()
        clock.go_on(hours=2)
        assert "vừa rời bàn trực" not in (await take("Gặp người")).text

    @pytest.mark.parametrize("state", [DutyState.AWAY, DutyState.ON_DUTY])
    async def test_whoever_is_away_or_silent_does_not_count(self, take, chat, on_duty, clock, state):
        await on_duty(state=state)
        clock.go_on(seconds=90 if state == DutyState.ON_DUTY else 1)
        await take()
        assert (await chat.state()).owner == Owner.BOT


class TestTakeAReport:
    async def test_opens_a_report_and_the_conversation_stays_with_the_bot(self, take, chat, ticket_of, on_duty):
        await on_duty()
        said = await take("Ổ gà to trước chợ Đồng Xoài", HandoverReason.REPORTED)
        ticket = await ticket_of(chat, is_report=True)
        assert (ticket.kind, ticket.subject, ticket.asks_phone) == (TicketKind.CITIZEN_REPORT, "Ổ gà to trước chợ Đồng Xoài", False)
        assert said.text.startswith("Phản ánh đã được ghi thành phiếu")
        assert f"tổng đài sẽ trả lời trước {promised_time(ticket.due_at)}" in said.text
        assert (await chat.state()).owner == Owner.BOT

    async def test_does_not_stand_for_a_wish_to_be_answered(self, take, chat, ticket_of):
        await take("Ổ gà to trước chợ", HandoverReason.REPORTED)
        await take("Cho tôi gặp người")
        assert (await ticket_of(chat)).kind == TicketKind.CALLBACK


class TestSummary:
    async def test_of_a_bare_wish_for_a_person_is_the_question_before(self, take, chat, ticket_of):
        await chat.citizen_says("Thuê mặt nước nuôi cá tra cần gì?")
        await take("Cho tôi gặp tổng đài viên")
        ticket = await ticket_of(chat)
        assert ticket.subject == ticket.summary["question"] == "Thuê mặt nước nuôi cá tra cần gì?"

    async def test_of_a_bare_wish_with_nothing_before_is_that_nothing_was_stated(self, take, chat, ticket_of):
        await take("thoi cho toi noi chuyen voi nguoi that di", intent="request_operator")
        ticket = await ticket_of(chat)
        assert (ticket.subject, ticket.summary["question"]) == ("Người dân chưa nêu câu hỏi", "")

    async def test_of_a_long_bare_wish_is_the_question_before(self, take, chat, ticket_of):
        await chat.citizen_says("Thuê mặt nước nuôi cá tra cần gì?")
        await take("thoi cho toi noi chuyen voi nguoi that di", intent="request_operator")
        assert (await ticket_of(chat)).subject == "Thuê mặt nước nuôi cá tra cần gì?"

    async def test_of_a_wish_that_says_what_about_is_its_own_words(self, take, chat, ticket_of):
        await chat.citizen_says("Chào bạn")
        wish = "Cho tôi gặp tổng đài viên để hỏi về việc thuê mặt nước nuôi cá"
        await take(wish)
        assert (await ticket_of(chat)).subject == wish

    async def test_of_what_the_bot_did_not_understand_is_that_line(self, take, chat, ticket_of):
        await chat.citizen_says("Câu trước")
        await take("xyz abc", HandoverReason.NOT_UNDERSTOOD)
        assert (await ticket_of(chat)).subject == "xyz abc"

    async def test_holds_the_last_answer_its_procedure_and_what_failed(self, take, chat, ticket_of):
        await chat.citizen_says("Làm khai sinh cần gì?")
        heading = [{"kind": "heading", "text": "Đăng ký khai sinh"}]
        await chat.bot_says("Cần tờ khai.", procedure_codes=["1.001193"], behaviour="answer", blocks=heading)
        await chat.citizen_says("Không phải")
        await chat.bot_says("Bạn hỏi việc nào?", behaviour="clarify")
        await chat.citizen_says("Cái kia")
        await chat.bot_says("Tôi chưa rõ.", behaviour="refuse")
        await take("Gặp người")
        ticket = await ticket_of(chat)
        assert ticket.summary == {
            "question": "Làm khai sinh cần gì?",
            "procedure_code": "1.001193",
            "procedure_name": "Đăng ký khai sinh",
            "answered": "Cần tờ khai.",
            "failed": ["Bạn hỏi việc nào?", "Tôi chưa rõ."],
        }
        assert ticket.procedure_code == "1.001193"

    async def test_takes_the_procedure_from_the_dialogue_when_no_answer_named_one(self, database, clock, take, ticket_of):
        chat = await Chat.begin(database, clock, dialogue_context={"procedure_codes": ["1.000004"]}, citizen_name="Lan Anh")
        await take(in_chat=chat)
        ticket = await ticket_of(chat)
        assert (ticket.summary["procedure_code"], ticket.citizen_name) == ("1.000004", "Lan Anh")

    async def test_of_whoever_sent_a_photo_and_asked_for_a_person_is_what_was_asked_before(self, take, chat, ticket_of):
        await chat.citizen_says("Thuê mặt nước nuôi cá tra cần gì?")
        await chat.citizen_says("[Hình ảnh]")
        await take("nhân viên đâu", HandoverReason.NOT_UNDERSTOOD)
        ticket = await ticket_of(chat)
        assert ticket.subject == ticket.summary["question"] == "Thuê mặt nước nuôi cá tra cần gì?"

    async def test_of_whoever_has_stated_nothing_holds_no_question_to_look_for(self, take, chat, ticket_of):
        await chat.citizen_says("[Hình ảnh]")
        await take("nhân viên đâu")
        ticket = await ticket_of(chat)
        assert (ticket.subject, ticket.summary["question"]) == ("nhân viên đâu", "")

    async def test_of_a_report_is_the_report_whatever_its_words(self, take, chat, ticket_of):
        await chat.citizen_says("Thuê mặt nước nuôi cá tra cần gì?")
        await take("cán bộ không trả lời", HandoverReason.COMPLAINT_OFFICIAL)
        assert (await ticket_of(chat)).subject == "cán bộ không trả lời"

    async def test_of_a_very_long_question_is_cut_in_the_subject_only(self, take, chat, ticket_of):
        await take("đ" * 2000)
        ticket = await ticket_of(chat)
        assert (len(ticket.subject) <= 200, len(ticket.summary["question"])) == (True, 2000)


class TestAfterADeletion:
    async def test_what_was_deleted_is_no_subject_of_a_new_ticket(self, take, ticket_of, chat):
        await chat.citizen_says(ERASED)
        await chat.bot_says(ERASED, behaviour="refuse")
        await take("cho tôi gặp tổng đài viên")
        ticket = await ticket_of(chat)
        assert (ticket.subject, ticket.summary["failed"]) == ("cho tôi gặp tổng đài viên", [])


class TestTakeReportOfAKnownKind:
    async def test_the_kind_becomes_the_tickets_sector(self, take, chat, ticket_of):
        await take("Trước nhà có ổ gà", HandoverReason.REPORTED, category="Đường sá")
        assert (await ticket_of(chat, is_report=True)).sector == "Đường sá"

    async def test_a_kind_said_later_is_written_on_the_report_that_is_open(self, take, chat, ticket_of):
        await take("Tôi muốn phản ánh", HandoverReason.REPORTED)
        assert (await ticket_of(chat, is_report=True)).sector == ""
        await take("Trước nhà có ổ gà", HandoverReason.REPORTED, category="Đường sá")
        assert (await ticket_of(chat, is_report=True)).sector == "Đường sá"

    async def test_what_stands_there_stays(self, take, chat, ticket_of):
        await take("Trước nhà có ổ gà", HandoverReason.REPORTED, category="Đường sá")
        await take("Ổ gà đó giờ đầy rác", HandoverReason.REPORTED, category="Rác thải")
        assert (await ticket_of(chat, is_report=True)).sector == "Đường sá"

    async def test_a_report_of_no_known_kind_has_no_sector(self, take, chat, ticket_of):
        await take("Cây đổ", HandoverReason.REPORTED)
        assert (await ticket_of(chat, is_report=True)).sector == ""
