"""Calling from the page: a pass for whoever holds the conversation's token, where the telephone is on."""

from __future__ import annotations

import pytest

from app.web import create_app
from conversations.calls.passes import Holder, Passes
from core.clock import utc_now
from tests.channels.webchat.personas import WebCitizen
from tests.conversations.calls.calling import made_call
from tests.serving import called_directly

WITH_PHONE = {"phone": "on", "phone_calls_per_number_hourly": 3}


@pytest.fixture
def app(settings, database_url):
    return create_app(settings.model_copy(update=WITH_PHONE), database_url)


@pytest.fixture
async def citizen(http):
    return await WebCitizen.arrive(http)


@pytest.fixture
def call(http, citizen):
    async def asked():
        return await http.post(f"{citizen.path}/calls", headers=citizen.key)

    return asked


async def test_the_pass_is_for_this_pages_conversation(call, citizen, settings):
    answer = await call()
    assert answer.status_code == 201
    assert answer.json()["url"] == "ws://chat.test:8026/call"
    given = Passes(settings.secret_keys).admit(answer.json()["pass"])
    assert (given.holder, str(given.about)) == (Holder.CITIZEN, citizen.opened["id"])


async def test_the_page_is_told_that_it_may_call(http, citizen):
    history = await http.get(f"{citizen.path}/messages", headers=citizen.key)
    assert history.json()["may_call"] is True


async def test_one_call_at_a_time(call, citizen, database):
    begun = {"began_in": citizen.opened["id"]}
    await made_call(database, details=begun)
    assert ((await call()).status_code, (await call()).json()["error"]["code"]) == (409, "call_goes_on")


async def test_after_it_another(call, citizen, database):
    await made_call(database, details={"began_in": citizen.opened["id"]}, ended_at=utc_now())
    assert (await call()).status_code == 201


async def test_not_too_many_from_one_place(call):
    assert [(await call()).status_code for _ in range(4)] == [201, 201, 201, 429]


async def test_the_page_may_use_the_microphone_and_reach_the_calls(http):
    headers = (await http.get("/health")).headers
    assert "microphone=(self)" in headers["permissions-policy"]
    assert "connect-src 'self' ws://*:8026 wss://*:8026;" in headers["content-security-policy"]


async def test_where_an_address_is_set_that_one_alone_is_reached(settings, database_url):
    chosen = settings.model_copy(update={"phone": "on", "phone_web_url": "wss://goi.example.vn:444/call"})
    async with called_directly(create_app(chosen, database_url)) as http:
        citizen = await WebCitizen.arrive(http)
        answer = await http.post(f"{citizen.path}/calls", headers=citizen.key)
        assert answer.json()["url"] == "wss://goi.example.vn:444/call"
        assert "connect-src 'self' wss://goi.example.vn:444;" in answer.headers["content-security-policy"]


async def test_where_the_telephone_is_off_there_is_no_pass_and_no_microphone(settings, database_url):
    async with called_directly(create_app(settings, database_url)) as http:
        citizen = await WebCitizen.arrive(http)
        answer = await http.post(f"{citizen.path}/calls", headers=citizen.key)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_calls")
        assert "microphone=()" in answer.headers["permissions-policy"]
        assert "connect-src 'self';" in answer.headers["content-security-policy"]
