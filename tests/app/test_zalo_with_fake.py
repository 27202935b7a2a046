"""The channel's grant, put together as in the real processes, against the fake vendor: single-use tokens and a history."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import select

from app.wiring.zalo_grants import connect_fake, grant_rounds, zalo_client, zalo_http, zalo_tokens
from channels.zalo.inbox import store_event
from channels.zalo.models import ZaloEvent
from channels.zalo.payloads import read_event
from channels.zalo.taking_queue import TakingQueue
from channels.zalo_fake.identity import OA_ID, OA_NAME
from channels.zalo_fake.server import create_fake
from conversations.handling_queue import queue_app
from core.db import Database
from staff.models import Role
from tests.channels.zalo.granting import grant_of, open_alarms
from tests.desk.personas import add_member, person
from tests.serving import serving, web_app

# Nobody listens there: no webhook comes through.
NOWHERE = "http://127.0.0.1:9/zalo/webhook"


@pytest.fixture
async def fake():
    """The fake vendor, as its control API shows it."""
    async with serving(create_fake(NOWHERE, "http://fake.test")) as address, httpx.AsyncClient(base_url=address, trust_env=False) as http:
        yield http


@pytest.fixture
def settings(settings, fake):
    port = int(str(fake.base_url).rstrip("/").rpartition(":")[2])
    return settings.model_copy(update={"zalo": "fake", "zalo_fake_port": port})


@pytest.fixture
async def process(settings, database_url):
    """Makes one more process `zalo`, as far as it calls the vendor: connections, tokens and client of its own."""
    async with AsyncExitStack() as stack:

        async def process():
            http, own = await stack.enter_async_context(zalo_http()), Database(database_url)
            stack.push_async_callback(own.close)
            tokens = zalo_tokens(settings, own, http)
            return tokens, zalo_client(settings, own, http, tokens)

        yield process


@pytest.fixture
def walk(settings, database, database_url, process):
    @asynccontextmanager
    async def queueing():
        app = queue_app(database_url)
        async with app.open_async():
            yield TakingQueue(app)

    async def walk(name):
        """One round of the process `zalo`."""
        tokens, client = await process()
        async with queueing() as queue:

            async def store(session, body):
                return await store_event(session, queue, read_event(body), body)

            (walked,) = [one for one in grant_rounds(settings, database, tokens, client, store) if one.name == name]
            return await walked.walk()

    return walk


async def citizen(fake):
    return (await fake.post("/fake/citizens", json={"name": "Bà Tư"})).json()["user_id"]


async def says(fake, user_id, text):
    answer = await fake.post(f"/fake/citizens/{user_id}/messages", json={"text": text})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_tokens_expire_in_the_middle_of_a_conversation_and_two_processes_go_on_after_one_renewal(
    fake, settings, database_url, database, process
):
    await connect_fake(settings, database_url)
    user_id = await citizen(fake)
    await says(fake, user_id, "xin chào")
    processes = [await process() for _ in range(2)]
    for number, (_, client) in enumerate(processes):
        assert await client.send_text(user_id, f"trước {number}")
    await fake.post("/fake/tokens/expire")
    texts = [f"sau {number}" for number in range(8)]
    sent = await asyncio.gather(*(processes[number % 2][1].send_text(user_id, text) for number, text in enumerate(texts)))
    assert len(set(sent)) == 8
    state = (await fake.get("/fake/state")).json()
    assert (state["refreshes"], state["refused_grants"], state["is_granted"]) == (1, 0, True)
    told = [message["text"] for message in (await fake.get(f"/fake/citizens/{user_id}/messages")).json()["messages"]]
    assert sorted(told) == sorted(["xin chào", "trước 0", "trước 1", *texts])
    assert (await grant_of(database)).generation == 2


async def test_grant_that_is_taken_away_rings_and_connecting_anew_ends_it(fake, settings, database_url, database, process, walk):
    await connect_fake(settings, database_url)
    await fake.post("/fake/tokens/kill")
    user_id = await citizen(fake)
    await says(fake, user_id, "xin chào")
    _, client = await process()
    with pytest.raises(Exception, match="grant_dead"):
        await client.send_text(user_id, "a")
    assert list(await open_alarms(database)) == ["grant_dead"]
    await connect_fake(settings, database_url)
    assert await client.send_text(user_id, "a")
    assert await open_alarms(database) == {}


async def test_account_is_called_by_its_name_as_soon_as_it_is_connected(fake, settings, database_url, database):
    await connect_fake(settings, database_url)
    assert (await grant_of(database)).oa_name == OA_NAME


async def test_message_whose_webhook_never_came_is_fetched(fake, settings, database_url, database, walk):
    await connect_fake(settings, database_url)
    user_id = await citizen(fake)
    await says(fake, user_id, "xin giấy độc thân cần gì")
    await says(fake, user_id, "mất bao lâu")
    assert await walk("zalo missed messages") == 2
    assert await walk("zalo missed messages") == 0
    async with database.session() as session:
        events = (await session.scalars(select(ZaloEvent).order_by(ZaloEvent.id))).all()
    told = [read_event(event.body.encode()) for event in events]
    assert [(event.name, event.user_id, event.oa_id, event.text) for event in told] == [
        ("user_send_text", user_id, OA_ID, "xin giấy độc thân cần gì"),
        ("user_send_text", user_id, OA_ID, "mất bao lâu"),
    ]


async def test_administrator_connects_at_the_vendors_page(fake, settings, database, database_url):
    member = await add_member(database, "quan.tri", Role.ADMIN)
    with web_app(settings, database_url) as app:
        async with serving(app) as address, person(address, database, member) as admin:
            page = (await admin.post("/desk/api/channels/zalo/connect")).json()["url"]
            allowed = await fake.post("/v4/oa/permission", data=asked_in(page))
            assert allowed.is_redirect, allowed.text
            # The vendor sends the browser to where the program says it is reached.
            back = await admin.get(allowed.headers["location"].removeprefix(settings.web_url))
            assert (back.status_code, back.headers["location"].partition("?")[0]) == (303, "/desk/#/channels")
            brought = asked_in(back.headers["location"].replace("#/", ""))
            assert (await admin.post("/desk/api/channels/zalo/grant", json=brought)).status_code == 204
            shown = (await admin.get("/desk/api/channels/zalo")).json()
            assert shown["account"]["id"] == OA_ID
            again = await admin.post("/desk/api/channels/zalo/grant", json=brought)
            assert (again.status_code, again.json()["error"]["code"]) == (409, "connecting_late")


def asked_in(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
