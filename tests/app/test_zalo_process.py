"""The process of the Zalo channel against the fake vendor, on real ports of this machine."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from io import BytesIO
from uuid import UUID

import httpx
import pytest
from PIL import Image

from app.wiring.attachments import attachment_service
from app.wiring.zalo_grants import connect_fake
from app.zalo import serve
from channels.zalo_fake.server import create_fake
from conversations.models import DeliveryState, Message, MessageKind, Sender
from conversations.repository import ConversationRepository
from core.db import Database
from core.settings import PROJECT_ROOT, Settings
from tests.channels.stage import Citizen
from tests.conversations.attachments import samples
from tests.conversations.personas import add_staff
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
def chosen(settings, fake):
    return settings.model_copy(update={"zalo": "fake", "zalo_fake_port": int(fake.rpartition(":")[2])})


@pytest.fixture
def connected(chosen, database_url):
    """The account is, once a test says so: what was said before is not the program's to answer."""
    return partial(connect_fake, chosen, database_url)


@pytest.fixture
def running(chosen, connected, database_url):
    @asynccontextmanager
    async def run():
        await connected()
        stop = asyncio.Event()
        process = asyncio.create_task(serve(chosen, database_url, stop.wait()))
        try:
            yield
        finally:
            stop.set()
            await process

    return run


@pytest.fixture
async def start_process(chosen, database_url):
    """The process as the supervisor starts it."""
    started = []
    own = {"DATABASE_URL": database_url, "ZALO": "fake", "ZALO_FAKE_PORT": str(chosen.zalo_fake_port), "VAR_DIR": str(chosen.var_dir)}

    async def start():
        command = (sys.executable, "-W", "ignore", "-m", "app.zalo")
        process = await asyncio.create_subprocess_exec(*command, cwd=PROJECT_ROOT, env={**os.environ, **own}, stderr=DEVNULL)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def send_files(database: Database, settings: Settings, citizen: Citizen, staff_id: UUID, files: dict[str, bytes]) -> Message:
    """As the desk does: kept first, then sent with a message of the operator's."""
    attachments = attachment_service(settings, database)
    kept = [(await attachments.keep(citizen.id, name, _stream(content), staff_id)).id for name, content in files.items()]
    async with database.session() as session:
        repository = ConversationRepository(session)
        values = {"sender": Sender.OPERATOR, "kind": MessageKind.MESSAGE, "text": "Gửi anh/chị", "author_id": staff_id}
        message = await repository.append(await repository.get_locked(citizen.id), values)
        assert message is not None
        await attachments.attach(session, message, kept)
    return message


async def _stream(content: bytes) -> AsyncIterator[bytes]:
    yield content


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

    async def kinds(self, citizen: Citizen) -> list[str]:
        shown = (await self._http.get(f"/fake/citizens/{citizen.user_id}/messages")).json()["messages"]
        return [message["kind"] for message in shown if message["sender"] != "citizen"]

    async def fail(self, *rules: dict[str, object], **switches: object) -> None:
        faults = (await self._http.get("/fake/faults")).json() | {"rules": list(rules), "seed": 7} | switches
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
    sends = ("reset_after", "reset_before", "http_500", "timeout_after", "-200", "-32", "reset_after")
    citizens = [await phone.of(database) for _ in sends]
    await phone.fail(
        *({"on": "send", "fault": fault, "times": 1, "user_id": one.user_id} for fault, one in zip(sends, citizens, strict=True)),
        {"on": "history", "fault": "http_503", "times": 1, "user_id": citizens[-1].user_id},
    )
    texts = [f"Tin {number}" for number in range(1, 5)]
    for text in texts:
        for citizen in citizens:
            await citizen.is_told(text, Sender.OPERATOR)
    async with running():
        for citizen in citizens:
            await until(sent(citizen, len(texts)), within=90)
    assert [await phone.texts(citizen) for citizen in citizens] == [texts] * len(citizens)


async def test_an_operators_photo_and_form_arrive_and_staff_read_what_did_not(database, running, phone, chosen):
    lan, staff = await phone.of(database), (await add_staff(database, "an"))["an"]
    written = BytesIO()
    Image.effect_noise((1500, 1500), 100).save(written, "PNG")
    files = {"lời.wav": samples.wav(), "ảnh.png": written.getvalue(), "đơn.pdf": samples.pdf()}
    message = await send_files(database, chosen, lan, staff, files)
    async with running():

        async def is_ended():
            return (await lan.states())[0] == DeliveryState.FAILED

        await until(is_ended, within=30)
    assert await phone.kinds(lan) == ["text", "image", "file"]
    line = (await lan.thread())[-1]
    assert line.seq == message.seq + 1
    assert "tệp «lời.wav» chưa được gửi" in line.text


async def test_a_token_that_the_vendor_takes_no_more_is_renewed_on_the_way(database, running, phone):
    lan = await phone.of(database)
    async with running():
        await phone.post("/fake/tokens/expire")
        await lan.is_told("Sau khi hết hạn", Sender.OPERATOR)
        await until(sent(lan, 1), within=20)
    assert await phone.texts(lan) == ["Sau khi hết hạn"]


async def test_a_killed_process_leaves_nothing_doubled_and_nothing_lost(database, connected, phone, start_process):
    citizens = [await phone.of(database) for _ in range(6)]
    texts = [f"Tin {number}" for number in range(1, 5)]
    await connected()
    await phone.fail(latency_ms=(100, 300))
    for text in texts:
        for citizen in citizens:
            await citizen.is_told(text, Sender.OPERATOR)

    async def some_arrived():
        return sum([len(await phone.texts(citizen)) for citizen in citizens]) >= 8

    process = await start_process()
    await until(some_arrived, within=60)
    process.kill()
    await process.wait()
    await start_process()
    for citizen in citizens:
        await until(sent(citizen, len(texts)), within=90)
    assert [await phone.texts(citizen) for citizen in citizens] == [texts] * len(citizens)
