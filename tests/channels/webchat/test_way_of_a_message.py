"""From the page through the queue and the worker to the page again; only the bot is not real."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.channels.webchat.test_live import message, typing, until_event
from tests.working import until, working


def nothing_waits(citizen):
    async def look():
        return not (await citizen.read(after=1_000_000))["typing"]

    return look


class TestAnswer:
    async def test_reaches_the_page_that_waits_for_it(self, live_citizen, handler, database_url):
        stream = live_citizen.follow()
        async with working(database_url, handler):
            sent = (await live_citizen.say("Làm khai sinh cần gì?")).json()["message"]
            seen = await until_event(stream, message("Trả lời: Làm khai sinh cần gì?"))
        assert seen[-1][1]["in_reply_to"] == sent["id"]
        assert "1.001193" not in str(seen), "what is kept for staff"
        await stream.aclose()


class TestHaste:
    @pytest.fixture
    def settings(self, settings):
        """Nobody is told here that an answer is late, however slow this machine is today."""
        return settings.model_copy(update={"reassure_after_seconds": 3600.0})

    async def test_two_hundred_messages_in_ten_seconds_are_all_stored_and_answered_in_order(self, citizen, handler, bot, database_url):
        questions = [f"Câu {number}" for number in range(200)]
        async with working(database_url, handler):
            for number, question in enumerate(questions):
                assert (await citizen.say(question, f"client-{number}")).status_code == 202
            await until(nothing_waits(citizen), within=20, every=0.1)
        assert await citizen.texts("citizen") == questions
        assert bot.texts == questions
        assert await citizen.texts("bot") == [f"Trả lời: {question}" for question in questions]
        [told] = await citizen.texts("system")
        assert told.startswith("Bạn nhắn nhanh quá. Mọi tin nhắn đều đã được nhận")

    async def test_messages_at_once_each_sent_twice_are_stored_once_and_answered_in_the_order_stored(
        self, citizen, handler, bot, database_url
    ):
        responses = await asyncio.gather(*(citizen.say(f"Câu {number % 40}", f"client-{number % 40}") for number in range(80)))
        assert {response.status_code for response in responses} == {202}
        stored = await citizen.texts("citizen")
        assert sorted(stored) == sorted(f"Câu {number}" for number in range(40))
        async with working(database_url, handler):
            await until(nothing_waits(citizen), within=20, every=0.1)
        assert bot.texts == stored
        assert len(await citizen.texts("system")) == 1


class TestBotAway:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"reassure_after_seconds": 0.3})

    async def test_the_citizen_is_told_within_the_set_time_and_answered_once_when_it_is_back(
        self, live_citizen, handler, bot, database_url
    ):
        bot.go_away()
        stream = live_citizen.follow()
        async with working(database_url, handler):
            started = time.monotonic()
            await live_citizen.say("Làm khai sinh cần gì?")
            told = await until_event(stream, lambda name, data: name == "message" and data["sender"] == "system")
            assert 0.3 <= time.monotonic() - started < 1.3
            assert told[-1][1]["text"].startswith("Hệ thống đang phản hồi chậm. Câu hỏi của bạn đã được lưu lại")
            bot.come_back()
            answered = await until_event(stream, typing(False))
        assert [data["text"] for name, data in answered if name == "message"] == ["Trả lời: Làm khai sinh cần gì?"]
        assert [each["sender"] for each in await live_citizen.thread()] == ["citizen", "system", "bot"]
        await stream.aclose()

    async def test_without_any_worker_the_citizen_is_told_as_well(self, live_citizen):
        stream = live_citizen.follow()
        await live_citizen.say("Làm khai sinh cần gì?")
        await until_event(stream, lambda name, data: name == "message" and data["sender"] == "system")
        await stream.aclose()

    async def test_a_message_sent_twice_is_told_of_once(self, live_citizen):
        for _ in range(3):
            await live_citizen.say("Làm khai sinh cần gì?", "client-1")
        stream = live_citizen.follow()
        await until_event(stream, lambda name, data: name == "message" and data["sender"] == "system")
        await asyncio.sleep(0.2)
        assert len(await live_citizen.texts("system")) == 1
        await stream.aclose()

    async def test_who_is_answered_in_time_is_told_nothing(self, live_citizen, handler, database_url):
        async with working(database_url, handler):
            await live_citizen.say("Làm khai sinh cần gì?")
            await asyncio.sleep(0.5)
        assert [each["sender"] for each in await live_citizen.thread()] == ["citizen", "bot"]
