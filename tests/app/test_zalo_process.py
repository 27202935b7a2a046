"""The process of the Zalo channel against the fake vendor, on real ports of this machine."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest

from app.wiring.zalo_grants import connect_fake
from app.zalo import serve
from channels.zalo_fake.server import create_fake
from conversations.models import DeliveryState, Sender
from core.db import Database
from tests.channels.stage import Citizen
from tests.serving import serving
from tests.working import until


@pytest.fixture
async def fake(settings):
    """Where it listens. Nobody hears its webhooks."""
    async with serving(create_fake("http://127.0.0.1:9/zalo/webhook", "http://fake.test")) as url:
        yield url


@pytest.fixture
async def phone(fake):
    async with httpx.AsyncClient(base_url=fake, trust_env=False) as http:
        yield Phone(http)


@pytest.fixture
def running(settings, fake, database_url):
    chosen = settings.model_copy(update={"zalo": "fake", "zalo_fake_port": int(fake.rpartition(":")[2])})

    @asynccontextmanager
    async def run():
        await connect_fake(chosen, database_url)
        stop = asyncio.Event()
        process = asyncio.create_task(serve(chosen, database_url, stop.wait()))
        try:
            yield
        finally:
            stop.set()
            await process

    return run


class Phone:
    """What citizens see of it, and the switches of the fake."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def of(self, database: Database) -> Citizen:
        """They have written to the account, so replies to them are free."""
        user_id = (await self._http.post("/fake/citizens", json={})).json()["user_id"]
        await self._http.post(f"/fake/citizens/{user_id}/messages", json={"text": "Xin chào"})
        return await Citizen.arrive(database, user_id)

    async def texts(self, citizen: Citizen) -> list[str]:
        shown = (await self._http.get(f"/fake/citizens/{citizen.user_id}/messages")).json()["messages"]
        return [message["text"] for message in shown if message["sender"] != "citizen"]

    async def fail(self, *rules: dict[str, object]) -> None:
        faults = (await self._http.get("/fake/faults")).json() | {"rules": list(rules), "seed": 7}
        (await self._http.put("/fake/faults", json=faults)).raise_for_status()

    async def post(self, path: str) -> None:
        (await self._http.post(path)).raise_for_status()


def sent(citizen: Citizen, count: int):
    async def look():
        return await citizen.states() == [DeliveryState.SENT] * count

    return look


async def test_what_is_stored_appears_on_the_phone_in_order(database, running, phone):
    lan = await phone.of(database)
    async with running():
        for number in range(1, 4):
            await lan.is_told(f"Tin {number}", Sender.OPERATOR)
        await until(sent(lan, 3), within=20)
    assert await phone.texts(lan) == ["Tin 1", "Tin 2", "Tin 3"]


async def test_nothing_is_doubled_nothing_lost_whatever_the_vendor_does(database, running, phone):
    citizens = [await phone.of(database) for _ in range(8)]
    await phone.fail(
        {"on": "send", "fault": "reset_after", "rate": 0.15},
        {"on": "send", "fault": "reset_before", "rate": 0.1},
        {"on": "send", "fault": "http_500", "rate": 0.1},
        {"on": "send", "fault": "timeout_after", "times": 1},
        {"on": "send", "fault": "-200", "rate": 0.1},
        {"on": "history", "fault": "http_503", "rate": 0.2},
    )
    texts = [f"Tin {number}" for number in range(1, 5)]
    for text in texts:
        for citizen in citizens:
            await citizen.is_told(text, Sender.OPERATOR)
    async with running():
        for citizen in citizens:
            await until(sent(citizen, len(texts)), within=90)
    assert [await phone.texts(citizen) for citizen in citizens] == [texts] * len(citizens)


async def test_a_token_that_the_vendor_takes_no_more_is_renewed_on_the_way(database, running, phone):
    lan = await phone.of(database)
    async with running():
        await phone.post("/fake/tokens/expire")
        await lan.is_told("Sau khi hết hạn", Sender.OPERATOR)
        await until(sent(lan, 1), within=20)
    assert await phone.texts(lan) == ["Sau khi hết hạn"]
