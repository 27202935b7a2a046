"""Whatever breaks, the caller soon hears something sensible, and what they wanted is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conversations.models import Owner
from core.db import Database
from tests.channels.phone.calling.office import Office
from tickets.models import Ticket

QUESTION = "làm giấy khai sinh cần giấy tờ gì"
MOMENT = "Xin bạn chờ một chút."


async def only_ticket(database):
    async with database.session() as session:
        [found] = (await session.scalars(select(Ticket))).all()
        return found


class TestBotAway:
    async def test_a_word_within_two_seconds_and_a_person_after_twenty(self, hotline, bot, database):
        bot.go_away()
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says(QUESTION, then_silent_ms=400 + 1600)
            await caller.hears("Xin bạn chờ một chút.")
            await caller.is_silent(8000)
            await caller.hears("Tôi vẫn đang tìm câu trả lời.")
            await caller.until(lambda: caller.line.captions.heard_lines)
            await caller.is_silent(12_000)
            await caller.hears("Tôi chuyển việc của bạn cho tổng đài viên.")
            await caller.listens()
            await caller.hears("Tôi đã ghi yêu cầu của bạn thành phiếu")
            assert caller.state == "number"
        assert (await only_ticket(database)).handover_reason == "bot_unavailable"

    async def test_a_person_comes_without_the_bot(self, hotline, bot, database):
        await Office(database).open()
        bot.go_away()
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says("gặp tổng đài viên")
            await caller.hears("Bạn là người tiếp theo")
        assert bot.turns == []


class TestBusyMachine:
    """Counted from the caller's last word, whatever is late: the ear, the worker, or both."""

    async def test_a_word_comes_while_what_was_said_is_not_known_yet_and_only_once(self, hotline, bot):
        async with hotline.call() as caller:
            await caller.listens()
            hotline.ears.reads.clear()
            before = len(caller.lines)
            await caller.says(QUESTION, then_silent_ms=1980)
            assert caller.lines[before:] == []
            await caller.is_silent(40)
            assert caller.lines[before:] == [MOMENT]
            bot.go_away()
            hotline.ears.reads.set()
            await caller.until(lambda: bot.turns)
            await caller.is_silent(2000)
            assert caller.lines[before:] == [MOMENT]
            bot.come_back()
            await caller.hears(f"Trả lời: {QUESTION}")

    async def test_read_late_the_wait_is_counted_from_the_last_word(self, hotline, bot):
        bot.go_away()
        async with hotline.call() as caller:
            await caller.listens()
            hotline.ears.reads.clear()
            before = len(caller.lines)
            await caller.says(QUESTION, then_silent_ms=1500)
            hotline.ears.reads.set()
            await caller.is_in("thinking")
            await caller.is_silent(500)
            assert caller.lines[before:] == [MOMENT]

    async def test_whoever_leaves_is_not_asked_to_wait(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says("tạm biệt", then_silent_ms=700)
            hotline.ears.reads.clear()
            before = len(caller.lines)
            await caller.says("ờ", then_silent_ms=3000)
            assert caller.lines[before:] == []

    async def test_whoever_says_hello_while_they_wait_hears_that_somebody_is_there(self, hotline, bot):
        bot.go_away()
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says(QUESTION)
            await caller.is_in("thinking")
            await caller.is_silent(3000)
            before = len(caller.lines)
            await caller.says("alo")
            await caller.until(lambda: caller.line.captions.heard_lines[-1] == "alo")
            assert caller.lines[before:] == [MOMENT]
            await caller.is_silent(1000)
            assert caller.lines[before:] == [MOMENT]


class TestEar:
    async def test_gone_it_says_so_and_keys_work(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            hotline.ears.is_gone = True
            await caller.says(QUESTION, then_silent_ms=200)
            await caller.hears("máy đang không nghe được tiếng bạn")
            await caller.presses("0")
            await caller.hears("thành phiếu")

    async def test_gone_twice_a_person_is_sent_for(self, hotline, database):
        async with hotline.call() as caller:
            await caller.listens()
            hotline.ears.is_gone = True
            for _ in range(2):
                await caller.says(QUESTION)
                await caller.listens()
            await caller.hears("thành phiếu")

    async def test_back_again_it_hears(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            hotline.ears.is_gone = True
            await caller.says(QUESTION)
            hotline.ears.is_gone = False
            await caller.listens()
            await caller.says(QUESTION)
            await caller.hears(f"Trả lời: {QUESTION}")


class TestVoice:
    async def test_gone_it_says_so_in_a_kept_sentence(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            hotline.voice.is_gone = True
            await caller.says(QUESTION)
            await caller.hears("máy đang không đọc được câu trả lời")
            hotline.voice.is_gone = False
            await caller.presses("*")
            await caller.until(lambda: caller.line.unplayed)
            assert hotline.voice.spoken[-1][0] == f"Trả lời: {QUESTION}."

    async def test_gone_in_the_queue_nobody_is_told_to_ask_for_a_person_again(self, hotline, database):
        await Office(database).open()
        async with hotline.call() as caller:
            await caller.listens()
            hotline.voice.is_gone = True
            await caller.presses("0")
            await caller.hears("Xin bạn giữ máy, tổng đài viên sẽ nghe bạn.")
            assert caller.state == "queued"
            assert not any("máy đang không đọc được" in line and "bấm phím 0" in line for line in caller.lines)


class Away(Database):
    """A database that can be away."""

    is_away = False

    def session(self):
        if self.is_away:
            raise OSError("the database is away")
        return super().session()


class TestDatabase:
    @pytest.fixture
    async def database(self, database_url):
        opened = Away(database_url)
        yield opened
        await opened.close()

    async def test_away_from_the_beginning_the_caller_is_greeted_all_the_same_and_the_row_is_written_later(self, hotline, database):
        database.is_away = True
        async with hotline.call() as caller:
            await caller.hears("xin nghe")
            await caller.listens()
            await caller.says(QUESTION, then_silent_ms=2000)
            await caller.hears("Xin bạn chờ một chút.")
            await caller.listens()
            database.is_away = False
            await caller.hears(f"Trả lời: {QUESTION}", within=10)
        assert (await hotline.row()).ending == "caller"

    async def test_away_while_a_person_is_asked_for_nobody_is_told_to_ask_again(self, hotline, database):
        async with hotline.call() as caller:
            await caller.listens()
            database.is_away = True
            before = len(caller.lines)
            await caller.presses("0")
            await caller.is_silent(10_000)
            assert caller.lines[before:] == ["Xin bạn chờ một chút."] * 2
            database.is_away = False

    async def test_away_for_long_the_caller_is_told_to_call_later(self, hotline, database):
        async with hotline.call() as caller:
            await caller.listens()
            database.is_away = True
            await caller.says(QUESTION)
            await caller.is_silent(36_000)
            await caller.hears("Mời bạn gọi lại sau ít phút.")
            await caller.listens()
            database.is_away = False
            await caller.until(lambda: caller.line.is_hung_up)
        assert (await hotline.row()).ending == "bot"
        assert (await hotline.conversation()).owner == Owner.BOT
