"""The whole answer in writing: in the page where the call began, on Zalo, or under a tracking code."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from sqlalchemy import select

from app.wiring.words import words_of
from conversations.models import Conversation, Delivery
from conversations.repository import ConversationRepository
from core.clock import utc_now
from tests.channels.phone.calling.conftest import CALLER
from tickets.models import Ticket, TicketEvent

QUESTION = "làm giấy khai sinh cần giấy tờ gì"
ANSWER = f"Trả lời: {QUESTION}"


async def converse(database, channel, **values):
    conversation_id = uuid.uuid4()
    async with database.session() as session:
        row = {"id": conversation_id, "channel": channel, "external_id": str(conversation_id)} | values
        await ConversationRepository(session).add(Conversation(**row))
    return conversation_id


async def citizen_on_zalo(database, until):
    conversation_id = await converse(database, "zalo", reply_free_until=until, reply_until=until)
    now = utc_now()
    ticket = {
        "kind": "enquiry",
        "state": "resolved",
        "priority": "normal",
        "subject": "Việc trước",
        "due_at": now,
        "tracking_code": "A7K04T9XA2",
    }
    async with database.session() as session:
        session.add(Ticket(id=uuid.uuid4(), conversation_id=conversation_id, citizen_phone=CALLER, **ticket))
    return conversation_id


async def texts(database, conversation_id):
    async with database.session() as session:
        return [message.text for message in await ConversationRepository(session).list_after(conversation_id, 0, 10)]


async def ask(caller):
    await caller.listens()
    await caller.says(QUESTION)
    await caller.hears(ANSWER)
    await caller.listens()


async def test_under_a_code_that_is_said_twice_and_looked_up(hotline, database):
    async with hotline.call() as caller:
        await ask(caller)
        await caller.says("gửi tin")
        await caller.hears("trang tra cứu của tổng đài")
        await caller.listens()
        assert all(is_slow for _, is_slow in hotline.voice.spoken[-3:])
        await caller.presses("3")
        await caller.until(lambda: sum("trang tra cứu" in line for line in caller.lines) == 2)
    async with database.session() as session:
        [ticket] = (await session.scalars(select(Ticket))).all()
        replies = (await session.scalars(select(TicketEvent.public_text).where(TicketEvent.public_text != ""))).all()
    assert (ticket.state, ticket.outcome, ticket.subject) == ("resolved", "answered", QUESTION)
    assert set(replies) == {ANSWER}
    assert re.fullmatch(r"[A-Z0-9]{10}", ticket.tracking_code)


async def test_to_zalo_where_the_number_is_known_and_replies_cost_nothing(hotline, database):
    zalo = await citizen_on_zalo(database, utc_now() + timedelta(hours=5))
    async with hotline.call() as caller:
        await ask(caller)
        await caller.presses("3")
        await caller.hears("đã gửi vào Zalo của bạn")
    assert await texts(database, zalo) == [f"Câu trả lời trong cuộc gọi:\n\n{ANSWER}"]
    async with database.session() as session:
        assert len((await session.scalars(select(Delivery))).all()) == 1


async def test_not_to_zalo_once_the_window_is_closed(hotline, database):
    zalo = await citizen_on_zalo(database, utc_now() - timedelta(minutes=1))
    async with hotline.call() as caller:
        await ask(caller)
        await caller.presses("3")
        await caller.hears("trang tra cứu của tổng đài")
    assert await texts(database, zalo) == []


async def test_in_the_page_where_the_call_began_each_answer_stands_by_itself(hotline, database, bot):
    page = await converse(database, "webchat")
    bot.blocks = [{"kind": "paragraph", "text": ANSWER}]
    async with hotline.call(caller="", conversation_id=page) as caller:
        await ask(caller)
        await caller.says("gửi tin")
        await caller.hears("trên trang web bạn đang mở")
    assert await texts(database, page) == [f"Câu trả lời trong cuộc gọi:\n\n{ANSWER}"]
    assert (await hotline.row()).details["began_in"] == str(page)


async def test_a_question_back_stands_in_the_page_with_its_lines(hotline, database, bot):
    page = await converse(database, "webchat")
    bot.behaviour = "clarify"
    bot.blocks = [{"kind": "paragraph", "text": ANSWER}]
    bot.options = [{"label": name, "value": name} for name in ("Khai sinh", "Khai tử")]
    async with hotline.call(caller="", conversation_id=page) as caller:
        await caller.listens()
        await caller.says(QUESTION)
        await caller.hears("Số 2: Khai tử.")
    [text] = await texts(database, page)
    assert text == f"Câu trả lời trong cuộc gọi:\n\n{ANSWER}\n\n1. Khai sinh\n2. Khai tử"


async def test_asked_to_choose_again_the_page_keeps_the_question_alone(hotline, database, bot, settings):
    page = await converse(database, "webchat")
    bot.behaviour = "clarify"
    bot.blocks = [{"kind": "paragraph", "text": ANSWER}]
    async with hotline.call(caller="", conversation_id=page) as caller:
        await ask(caller)
        again = words_of(settings, "knowledge_base/answering/words.yml").say("choose_again", count=2)
        bot.says, bot.blocks = again, [{"kind": "paragraph", "text": again}]
        await caller.says("cái kia ấy")
        await caller.hears("Mời bạn nói số, hoặc bấm phím, từ 1 đến 2")
    assert await texts(database, page) == [f"Câu trả lời trong cuộc gọi:\n\n{ANSWER}"]


async def test_before_any_answer_there_is_nothing_to_send(hotline):
    async with hotline.call() as caller:
        await caller.listens()
        await caller.presses("3")
        await caller.hears("Chưa có câu trả lời nào để gửi.")
