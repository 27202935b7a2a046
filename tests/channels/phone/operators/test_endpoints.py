from __future__ import annotations

import uuid
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI

from app.wiring.words import words_of
from channels.phone.operators.calls import OperatorCalls
from channels.phone.operators.endpoints import operator_routes
from core.errors import Unavailable
from desk.calls.phone_client import PhoneClient
from tests.serving import serving

CALL, LAN = uuid.uuid4(), uuid.uuid4()
TOKEN = "token of our own"


class Noting:
    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    async def hold(self, call_id: uuid.UUID, staff_id: uuid.UUID, *, on: bool) -> bool:
        self.asked.append(("hold", call_id, staff_id, on))
        return True

    async def hang_up(self, call_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
        self.asked.append(("hang_up", call_id, staff_id))
        return False

    async def transfer(self, call_id: uuid.UUID, staff_id: uuid.UUID, extension: str) -> bool:
        self.asked.append(("transfer", call_id, staff_id, extension))
        return True


@pytest.fixture
def calls():
    return Noting()


@pytest.fixture
async def address(calls):
    app = FastAPI()
    app.include_router(operator_routes(cast(OperatorCalls, calls), TOKEN))
    async with serving(app) as url:
        yield url


@pytest.fixture
async def client(address, settings):
    made = PhoneClient(address, TOKEN, words_of(settings, "desk/calls/words.yml"))
    yield made
    await made.close()


async def test_what_the_desk_asks_arrives_as_asked(client, calls):
    assert await client.hold(CALL, LAN, on=True)
    assert not await client.hang_up(CALL, LAN)
    assert await client.transfer(CALL, LAN, "2011")
    assert calls.asked == [("hold", CALL, LAN, True), ("hang_up", CALL, LAN), ("transfer", CALL, LAN, "2011")]


@pytest.mark.parametrize("token", ["", "Bearer wrong", TOKEN])
async def test_nobody_else_is_let_in(address, calls, token):
    async with httpx.AsyncClient() as stranger:
        url = f"{address}/internal/calls/{CALL}/hang-up"
        answer = await stranger.post(url, json={"staff_id": str(LAN)}, headers={"Authorization": token})
    assert answer.status_code == 401
    assert calls.asked == []


async def test_a_process_that_is_away_is_said_to_be(settings):
    nobody = PhoneClient("http://127.0.0.1:9", TOKEN, words_of(settings, "desk/calls/words.yml"))
    with pytest.raises(Unavailable):
        await nobody.hang_up(CALL, LAN)
    await nobody.close()


@pytest.mark.parametrize("extension", ["2011;tag=x", "sip:1@evil", "", "123456789"])
async def test_an_extension_is_digits(client, calls, extension):
    with pytest.raises(Unavailable):
        await client.transfer(CALL, LAN, extension)
    assert calls.asked == []
