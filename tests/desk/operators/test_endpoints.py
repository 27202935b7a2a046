from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from conversations.models import Conversation
from conversations.repository import ConversationRepository
from tests.channels.webchat.personas import WebCitizen
from tests.desk.operators.personas import CitizenWithBot, beat, board, go_on_duty, move, write
from tests.desk.personas import Person


@asynccontextmanager
async def following(person: Person) -> AsyncIterator[Any]:
    """A desk's page that follows: `await hears(name, **wanted)` gives the next such event's data, None when the stream ends before."""
    async with person.stream("GET", "/desk/api/events") as response:
        assert response.status_code == 200
        lines = response.aiter_lines()

        async def hears(name: str, within: float = 5.0, **wanted: Any) -> Any:
            event = ""
            async with asyncio.timeout(within):
                async for line in lines:
                    field, _, value = line.partition(": ")
                    if field == "event":
                        event = value
                    elif field == "data" and event == name:
                        data = json.loads(value)
                        if all(data[key] == wanted[key] for key in wanted):
                            return data
            return None

        assert await hears("hello")
        yield hears


@pytest.fixture
async def live_citizen(live, handler, bot):
    async with httpx.AsyncClient(base_url=live[0], timeout=20, trust_env=False) as client:
        yield CitizenWithBot(await WebCitizen.arrive(client), handler, bot)


@pytest.fixture
async def people(live):
    return live[1]


@pytest.fixture
async def held(live_citizen, people):
    """The operator has the conversation."""
    await go_on_duty(people.operator)
    await live_citizen.ask_for_person("Cho tôi gặp người về việc thuê mặt nước nuôi cá tra")
    assert (await move(people.operator, live_citizen.id, "claim")).status_code == 200
    return live_citizen


class TestBoard:
    async def test_is_empty_at_first_and_knows_who_may_pause_the_bot(self, desk):
        shown = await board(desk.operator)
        assert (shown["rows"], shown["can_pause_bot"], shown["bot_paused"]) == ([], False, False)
        assert (await board(desk.supervisor))["can_pause_bot"] is True

    async def test_shows_a_pause_of_everything(self, desk):
        paused = await desk.supervisor.post("/desk/api/bot-pauses", json={"scope": "all", "value": "", "reason": "Bảo trì"})
        assert paused.status_code in (200, 201)
        assert (await board(desk.operator))["bot_paused"] is True

    async def test_who_waits_longest_comes_first(self, http, handler, bot, desk):
        await go_on_duty(desk.operator)
        citizens = [CitizenWithBot(await WebCitizen.arrive(http), handler, bot) for _ in range(3)]
        for citizen in citizens:
            await citizen.ask_for_person()
        assert [row["id"] for row in (await board(desk.operator))["rows"]] == [citizen.id for citizen in citizens]

    async def test_trials_never_reach_it(self, desk, database, handler, bot, http):
        await go_on_duty(desk.operator)
        citizen = CitizenWithBot(await WebCitizen.arrive(http), handler, bot)
        async with database.session() as session:
            await session.execute(text("UPDATE conversations SET is_trial = true"))
        await citizen.ask_for_person()
        bot.go_away()
        message = (await citizen.web.say("Alo?")).json()["message"]
        await handler.hand_to_person(uuid.UUID(message["id"]))
        assert (await board(desk.operator))["rows"] == []
        assert (await desk.operator.get("/desk/api/tickets")).json()["total"] == 0
        async with database.session() as session:
            trial = await session.get_one(Conversation, uuid.UUID(citizen.id))
        assert trial.owner == "bot"

    @pytest.mark.parametrize("path", ["/desk/api/board", "/desk/api/events"])
    async def test_is_for_those_who_answer_citizens(self, desk, path):
        assert (await desk.editor.get(path)).status_code == 403
        assert (await desk.admin.get(path)).status_code == 403
        assert (await desk.stranger.get(path)).status_code == 401


class TestEvents:
    async def test_a_citizens_message_is_on_the_operators_screen_within_a_second(self, held, people):
        async with following(people.operator) as hears:
            await held.web.say("Còn đó không chị?")
            row = await hears("row", within=1, id=held.id, preview="Còn đó không chị?")
        assert row["waiting_since"] is not None

    async def test_the_operators_words_are_on_the_citizens_screen_within_a_second(self, held, people):
        stream = held.web.follow()
        await write(people.operator, held.id, "Em đây ạ")
        async with asyncio.timeout(1):
            async for name, data in stream:
                if name == "message" and data["text"] == "Em đây ạ":
                    break
        await stream.aclose()

    async def test_a_mention_rings_at_the_colleagues_desk(self, held, people):
        async with following(people.supervisor) as hears:
            note = {"text": "Nhờ @supervisor xem giúp"}
            assert (await people.operator.post(f"/desk/api/conversations/{held.id}/notes", json=note)).status_code == 201
            alert = await hears("alert")
        assert (alert["kind"], alert["conversation_id"]) == ("mentioned", held.id)
        assert alert["text"] == "Operator nhắc đến bạn trong ghi chú: Nhờ @supervisor xem giúp"

    async def test_who_looks_at_a_conversation_is_seen_by_the_others(self, held, people):
        async with following(people.supervisor) as hears:
            await beat(people.operator, conversation_ids=[held.id], typing_in=held.id)
            shown = await hears("presence")
            assert [(viewer["display_name"], viewer["typing"]) for viewer in shown["viewers"]] == [("Operator", True)]
            await beat(people.operator, conversation_ids=[])
            assert (await hears("presence"))["viewers"] == []

    async def test_ends_when_the_listener_has_signed_out(self, app, live, people):
        app.state.operators = replace(app.state.operators, stream_heartbeat=timedelta(milliseconds=100))
        async with following(people.supervisor) as hears:
            assert (await people.supervisor.post("/desk/api/sign-out")).status_code == 204
            assert await hears("never") is None

    async def test_ends_when_the_listener_lost_a_role(self, app, live, people, database):
        app.state.operators = replace(app.state.operators, stream_heartbeat=timedelta(milliseconds=100))
        async with following(people.operator) as hears:
            async with database.session() as session:
                await session.execute(text("UPDATE staff_members SET roles = '{editor}' WHERE username = 'operator'"))
            assert await hears("never") is None

    async def test_stays_open_for_whoever_may_stay(self, app, live, people, database):
        app.state.operators = replace(app.state.operators, stream_heartbeat=timedelta(milliseconds=50))
        async with following(people.operator) as hears:
            await asyncio.sleep(0.3)  # several looks long
            async with database.session() as session:
                await session.execute(text("SELECT pg_notify('tickets', gen_random_uuid()::text)"))
            assert await hears("ticket") is not None


class TestHeartbeat:
    async def typing(self, stream, on):
        async with asyncio.timeout(3):
            async for name, data in stream:
                if name == "typing" and data["on"] is on:
                    return data
        raise AssertionError("the stream ended")

    async def test_typing_reaches_the_citizen_and_so_does_its_end(self, held, people):
        stream = held.web.follow()
        await self.typing(stream, False)
        await beat(people.operator, conversation_ids=[held.id], typing_in=held.id)
        assert await self.typing(stream, True) == {"on": True, "who": "operator"}
        await beat(people.operator, conversation_ids=[held.id])
        await self.typing(stream, False)
        await stream.aclose()

    async def test_nobody_elses_typing_reaches_the_citizen(self, held, people):
        stream = held.web.follow()
        await self.typing(stream, False)
        await beat(people.supervisor, conversation_ids=[held.id], typing_in=held.id)
        await write(people.operator, held.id, "Em đây ạ")
        seen = []
        async with asyncio.timeout(3):
            async for name, data in stream:
                seen.append(name)
                if name == "message" and data["text"] == "Em đây ạ":
                    break
        assert "typing" not in seen
        await stream.aclose()

    async def test_of_a_conversation_that_is_not_there_is_no_error(self, desk):
        await beat(desk.operator, conversation_ids=[str(uuid.uuid4())], typing_in=str(uuid.uuid4()))

    @pytest.mark.parametrize("body", [{"conversation_ids": ["x"]}, {"conversation_ids": [str(uuid.UUID(int=1))] * 51}, {"typing_in": 1}])
    async def test_what_cannot_be_read_is_refused(self, desk, body):
        assert (await desk.operator.post("/desk/api/heartbeat", json=body)).status_code == 422

    async def test_is_for_those_who_answer_citizens(self, desk):
        assert (await desk.editor.post("/desk/api/heartbeat", json={})).status_code == 403


class TestQueueFromTheCitizensSide:
    @pytest.fixture
    async def waiting(self, citizen, desk):
        await go_on_duty(desk.operator)
        await citizen.ask_for_person("Cho tôi gặp người về việc thuê mặt nước nuôi cá tra")
        return citizen

    async def test_the_option_leads_back_to_the_bot_and_off_the_board(self, waiting, desk):
        offered = (await waiting.web.thread())[-1]["options"]
        await waiting.ask(offered[0]["value"])
        assert (await waiting.hears()).startswith("Máy lại trả lời bạn từ bây giờ")
        assert (await board(desk.operator))["rows"] == []
        await waiting.ask("Làm khai sinh cần gì?")
        assert await waiting.hears() == "Trả lời: Làm khai sinh cần gì?"

    async def test_a_number_left_in_the_queue_is_kept_once_it_was_asked_for(self, waiting, desk, database):
        async with database.session() as session:
            await session.execute(text("UPDATE tickets SET asks_phone = true"))
        await waiting.ask("0912345678")
        assert (await waiting.hears()).startswith("Đã ghi số điện thoại 0912345678.")
        [row] = (await board(desk.operator))["rows"]
        assert row["owner"] == "queue"

    async def test_writing_again_keeps_the_place(self, waiting, database):
        before = await self.queued_at(waiting, database)
        await waiting.ask("Còn ai không?")
        assert await self.queued_at(waiting, database) == before
        assert (await waiting.web.read())["status"]["place"] == 1

    async def queued_at(self, citizen, database):
        async with database.session() as session:
            return (await ConversationRepository(session).get_locked(uuid.UUID(citizen.id))).queued_at
