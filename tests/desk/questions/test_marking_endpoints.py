from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from conversations.models import Message
from desk.questions.closing import Closing
from desk.questions.endpoints import QuestionParts
from desk.questions.marking_endpoints import router
from staff.models import AuditEntry
from tests.desk.questions.talks import SURE, what_was_learned
from tests.desk.seats import desk_app, take_seat


@pytest.fixture
async def operator(settings, database, drafting, words):
    parts = QuestionParts(database, Closing(database, drafting, words), words)
    return await take_seat(desk_app(settings, database, router, desk_questions=parts), database, "operator")


async def mark(seat, message_id, *, is_wrong):
    return (await seat.ask("PUT", f"/messages/{message_id}/mark", json={"is_wrong": is_wrong})).status_code


async def test_a_marked_answer_reaches_the_editors_once(operator, database, collecting, talk):
    reply = await talk.turn("đăng ký xe đẩy", SURE)
    assert await mark(operator, reply, is_wrong=True) == 204
    assert await mark(operator, reply, is_wrong=True) == 204
    await collecting.walk()
    assert await what_was_learned(database) == [("đăng ký xe đẩy", ["marked"])]


async def test_a_mark_can_be_taken_back(operator, database, collecting, talk):
    reply = await talk.turn("đăng ký xe đẩy", SURE)
    await mark(operator, reply, is_wrong=True)
    await collecting.walk()
    await mark(operator, reply, is_wrong=False)
    await collecting.walk()
    assert await what_was_learned(database) == []


async def test_only_what_the_bot_answered_can_be_marked(operator, database, talk):
    reply = await talk.turn("đăng ký xe đẩy", SURE)
    async with database.session() as session:
        question = await session.scalar(select(Message.in_reply_to).where(Message.id == reply))
    assert [await mark(operator, each, is_wrong=True) for each in (question, uuid.uuid4())] == [404, 404]


async def test_who_marked_is_written_down(operator, database, talk):
    reply = await talk.turn("đăng ký xe đẩy", SURE)
    await mark(operator, reply, is_wrong=True)
    async with database.session() as session:
        [entry] = await session.scalars(select(AuditEntry))
    assert (entry.action, entry.staff_id, entry.subject_id) == ("reply_marked", operator.staff_id, str(reply))
