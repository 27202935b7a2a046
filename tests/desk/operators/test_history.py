from __future__ import annotations

import pytest
from sqlalchemy import text

from core.clock import utc_now
from desk.operators.history import earlier_of, ownership_of
from staff.models import Role
from tests.desk.histories import Case, at
from tests.desk.personas import add_member
from tests.tickets.chatting import Chat

PHONE = "0912345678"


@pytest.fixture
def talked(database):
    """A conversation of the citizen with this phone number, last spoken in on that day; its tickets' subjects as given."""

    async def talked(day, *subjects, phone=PHONE, channel="webchat"):
        chat = await Chat.begin(database, utc_now, channel=channel)
        for hour, subject in enumerate(subjects):
            await Case.open(database, at(day, f"{9 + hour:02}:00"), subject=subject, conversation_id=chat.id, citizen_phone=phone)
        async with database.session() as session:
            await session.execute(text("UPDATE conversations SET last_message_at = :at WHERE id = :id"), {"at": at(day), "id": chat.id})
        return chat

    return talked


@pytest.fixture
def earlier(database):
    async def earlier(chat):
        async with database.session() as session:
            return [(one.id, one.channel, one.preview) for one in await earlier_of(session, chat.id)]

    return earlier


class TestEarlierOf:
    async def test_is_the_same_phone_number_over_all_channels_newest_first(self, talked, earlier):
        older = await talked("2026-11-01", "Hỏi khai sinh", channel="phone")
        newer = await talked("2026-11-20", "Hỏi đất", channel="zalo")
        now = await talked("2026-11-25", "Hỏi nữa")
        assert await earlier(now) == [(newer.id, "zalo", "Hỏi đất"), (older.id, "phone", "Hỏi khai sinh")]

    async def test_shows_each_conversation_once_with_its_newest_ticket(self, talked, earlier):
        before = await talked("2026-11-20", "Việc đầu", "Việc sau")
        now = await talked("2026-11-25", "Hỏi nữa", "Hỏi thêm")
        assert await earlier(now) == [(before.id, "webchat", "Việc sau")]

    async def test_shows_nothing_of_other_numbers_or_of_nobody_known(self, talked, earlier):
        await talked("2026-11-20", "Người khác", phone="0987654321")
        await talked("2026-11-20", "Không số", phone="")
        assert await earlier(await talked("2026-11-25", "Hỏi")) == []
        assert await earlier(await talked("2026-11-25", "Hỏi", phone="")) == []

    async def test_masks_numbers_in_the_subject(self, talked, earlier):
        await talked("2026-11-20", "Gọi tôi 0987654321")
        assert [preview for *_, preview in await earlier(await talked("2026-11-25", "Hỏi"))] == ["Gọi tôi [số điện thoại]"]


class TestOwnershipOf:
    async def test_names_everybody_in_order(self, database):
        lan, hoa = [await add_member(database, name, Role.OPERATOR) for name in ("lan", "hoa")]
        chat = await Chat.begin(database, utc_now)
        await chat.citizen_says("Gặp người")
        await chat.waits_in_queue()
        await chat.is_taken_up_by(lan.id)
        await chat.is_taken_up_by(hoa.id)
        async with database.session() as session:
            found = await ownership_of(session, chat.id)
        assert [(one.number, one.after_seq, one.move, one.from_name, one.to_name, one.by_name) for one in found] == [
            (1, 1, "hand_over", "", "", ""),
            (2, 1, "take_over", "", "Lan", "Lan"),
            (3, 1, "take_over", "Lan", "Hoa", "Hoa"),
        ]
