from __future__ import annotations

import asyncio
import uuid

import psycopg
import pytest
from sqlalchemy import text

from channels.live import Live
from conversations.repository import ConversationRepository
from core.listening import Listener
from tests.channels.webchat.fakes import FakeStatus
from tests.channels.webchat.personas import BOT_TYPES, WITH_BOT, WebCitizen

NO_BANNERS: tuple[str, dict[str, list[object]]] = ("banners", {"banners": []})


async def until_event(stream, wanted):
    """All events up to the first that is wanted, within three seconds."""
    seen = []
    async with asyncio.timeout(3):
        async for event in stream:
            seen.append(event)
            if wanted(*event):
                return seen
    raise AssertionError(f"the stream ended: {seen}")


def typing(on):
    return lambda name, data: name == "typing" and data["on"] is on


def status(owner):
    return lambda name, data: name == "status" and data["owner"] == owner


def message(content):
    return lambda name, data: name == "message" and data["text"] == content


class TestFollow:
    async def test_tells_what_is_there_and_whether_an_answer_is_on_its_way(self, live_citizen):
        sent = (await live_citizen.say("Xin chào")).json()["message"]
        stream = live_citizen.follow()
        assert await until_event(stream, typing(True)) == [("message", sent), ("status", WITH_BOT), NO_BANNERS, ("typing", BOT_TYPES)]
        await stream.aclose()

    async def test_tells_what_comes_as_it_comes(self, live_citizen):
        stream = live_citizen.follow()
        assert await until_event(stream, typing(False)) == [("status", WITH_BOT), NO_BANNERS, ("typing", {"on": False, "who": "bot"})]
        await live_citizen.say("Xin chào")
        await until_event(stream, message("Xin chào"))
        await stream.aclose()

    async def test_begins_after_what_the_page_has(self, live_citizen):
        for number in range(3):
            await live_citizen.say(f"Câu {number}")
        stream = live_citizen.follow(after=2)
        seen = await until_event(stream, typing(True))
        assert [data["seq"] for name, data in seen if name == "message"] == [3]
        await stream.aclose()

    async def test_tells_a_stranger_nothing_of_it(self, live_citizen, live_http):
        stranger = await WebCitizen.arrive(live_http)
        stream = stranger.follow()
        await until_event(stream, typing(False))
        await live_citizen.say("Chuyện bí mật của tôi")
        await stranger.say("Xin chào")
        seen = await until_event(stream, message("Xin chào"))
        assert "bí mật" not in str(seen)
        await stream.aclose()

    async def test_tells_every_page_of_the_conversation(self, live_citizen):
        pages = [live_citizen.follow() for _ in range(3)]
        await asyncio.gather(*(until_event(page, typing(False)) for page in pages))
        await live_citizen.say("Xin chào")
        await asyncio.gather(*(until_event(page, message("Xin chào")) for page in pages))
        await asyncio.gather(*(page.aclose() for page in pages))

    async def test_tells_a_long_thread_whole_without_waiting(self, live_citizen, database):
        statement = """
            INSERT INTO messages (id, conversation_id, seq, sender, kind, text)
            SELECT gen_random_uuid(), :id, n, 'bot', 'notice', 'Câu ' || n FROM generate_series(1, 450) n
        """
        async with database.session() as session:
            await session.execute(text(statement), {"id": uuid.UUID(live_citizen.opened["id"])})
        stream = live_citizen.follow()
        seen = await until_event(stream, message("Câu 450"))
        assert [data["seq"] for name, data in seen if name == "message"] == list(range(1, 451))
        await stream.aclose()

    async def test_keeps_one_message_one_event_whatever_is_in_it(self, live_citizen):
        for sent in ("một\n\nhai", "event: typing\ndata: {}", "a\u2028b", "</script>", "x\r\n\r\ndata: y"):
            await live_citizen.say(sent)
        stored = await live_citizen.thread()
        stream = live_citizen.follow()
        seen = await until_event(stream, typing(True))
        assert seen == [*(("message", message) for message in stored), ("status", WITH_BOT), NO_BANNERS, ("typing", BOT_TYPES)]
        await stream.aclose()

    async def test_goes_on_after_the_database_cut_the_line(self, live_citizen, database, postgres):
        stream = live_citizen.follow()
        await until_event(stream, typing(False))
        with psycopg.connect(postgres, autocommit=True) as admin:
            listening = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = %s AND application_name = 'listener'"
            assert admin.execute(listening, [database.engine.url.database]).fetchall() == [(True,)]
        await live_citizen.say("Xin chào")
        await until_event(stream, message("Xin chào"))
        await stream.aclose()

    async def test_tells_who_has_the_conversation_whenever_that_changes(self, live_citizen, people, database):
        stream = live_citizen.follow()
        await until_event(stream, status("bot"))
        people.now = FakeStatus("queue", place=2, expected_wait_seconds=240)
        await people.change(database, live_citizen)
        seen = await until_event(stream, status("queue"))
        assert seen[-1][1] == {"owner": "queue", "operator_name": "", "place": 2, "expected_wait_seconds": 240}
        people.now = FakeStatus("operator", "Lan")
        await people.change(database, live_citizen)
        assert (await until_event(stream, status("operator")))[-1][1]["operator_name"] == "Lan"
        assert (await live_citizen.read())["status"]["operator_name"] == "Lan"
        await stream.aclose()

    async def test_tells_that_the_operator_is_typing_and_has_stopped(self, app, live_citizen, people, database):
        people.now = FakeStatus("operator", "Lan")
        await people.change(database, live_citizen)
        heard = app.state.webchat.operator_typing.heard
        stream = live_citizen.follow()
        await until_event(stream, typing(False))
        heard(uuid.UUID(live_citizen.opened["id"]), on=True)
        assert (await until_event(stream, typing(True)))[-1][1]["who"] == "operator"
        heard(uuid.UUID(live_citizen.opened["id"]), on=False)
        await until_event(stream, typing(False))
        await stream.aclose()

    async def test_promises_no_answer_of_the_bot_while_people_have_the_conversation(self, live_citizen, people, database):
        people.now = FakeStatus("queue", place=1)
        await people.change(database, live_citizen)
        await live_citizen.say("Có ai không?")
        stream = live_citizen.follow()
        await until_event(stream, typing(False))
        await stream.aclose()


class TestNews:
    @pytest.fixture
    async def live(self, database_url):
        listener = Listener(database_url)
        live = Live(listener)
        listening = asyncio.create_task(listener.listen())
        yield live
        listening.cancel()

    async def announce(self, database, conversation_id):
        async with database.session() as session:
            await ConversationRepository(session).announce(conversation_id)

    async def test_wakes_who_waits_for_this_conversation_only(self, live, database):
        mine, other = uuid.uuid4(), uuid.uuid4()
        with live.news(mine) as news, live.news(other) as others_news:
            async with asyncio.timeout(3):
                await news.wait()  # once when the listening begins: nobody knows what was missed before
            news.clear()
            others_news.clear()
            await self.announce(database, mine)
            async with asyncio.timeout(3):
                await news.wait()
            assert not others_news.is_set()

    async def test_wakes_nobody_who_has_gone(self, live, database):
        mine = uuid.uuid4()
        with live.news(mine) as news:
            async with asyncio.timeout(3):
                await news.wait()
        news.clear()
        with live.news(mine) as later:
            await self.announce(database, mine)
            async with asyncio.timeout(3):
                await later.wait()
        assert not news.is_set()
