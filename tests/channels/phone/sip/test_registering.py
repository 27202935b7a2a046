"""Signing in at a PBX that asks for a password."""

from __future__ import annotations

import asyncio
import hashlib
import re
from contextlib import asynccontextmanager

import pytest

from channels.phone.sip.asking import Account
from channels.phone.sip.endpoint import SipEndpoint
from channels.phone.sip.registering import Registration
from channels.phone.trunks import Trunks
from tests.channels.phone.sip.telephone import Message, Telephone, telephone
from tests.channels.phone.stage import LOCALHOST

ACCOUNT = Account("1022", "secret of the extension")


def answered_rightly(register: Message, nonce: str) -> bool:
    """RFC 7616, section 3.4."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    given = dict(re.findall(r'(\w+)="?([^",]+)"?', register["Authorization"]))
    first, second = md5(f"{ACCOUNT.name}:pbx:{ACCOUNT.password}"), md5(f"REGISTER:{given['uri']}")
    expected = md5(f"{first}:{nonce}:{given['nc']}:{given['cnonce']}:auth:{second}")
    return given["response"] == expected and given["username"] == ACCOUNT.name


@asynccontextmanager
async def signing_in(trunks: Trunks | None = None):
    """The PBX, the registration at it, and the task that keeps that."""
    trunks = trunks or Trunks("")
    endpoint = SipEndpoint(trunks, "", ACCOUNT)
    await endpoint.open(LOCALHOST, 0)
    async with telephone((LOCALHOST, endpoint.port)) as pbx:
        registration = Registration(endpoint, trunks, f"{LOCALHOST}:{pbx.sip_port}", ACCOUNT.name)
        keeping = asyncio.create_task(registration.keep())
        yield pbx, registration, keeping
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
    await endpoint.close()


async def challenged(pbx: Telephone, nonce: str = "n1") -> Message:
    """Their second try."""
    first = await pbx.next()
    pbx.answer(first, f'401 Unauthorized\r\nWWW-Authenticate: Digest realm="pbx", nonce="{nonce}", qop="auth", algorithm=MD5')
    return await pbx.next()


async def test_the_password_is_proved_and_calls_from_there_are_believed():
    async with signing_in(trunks := Trunks("")) as (pbx, _, _):
        signed = await challenged(pbx)
        assert answered_rightly(signed, "n1")
        assert signed["Contact"].startswith("<sip:1022@127.0.0.1:")
        assert trunks.have(LOCALHOST)


async def test_at_the_end_it_signs_off():
    async with signing_in() as (pbx, registration, keeping):
        signed = await challenged(pbx)
        pbx.answer(signed, "200 OK\r\nExpires: 120")
        while not registration.registered:
            await asyncio.sleep(0.005)
        keeping.cancel()
        farewell = await pbx.next()
        assert farewell["Expires"] == "0"
        pbx.answer(farewell)


@pytest.mark.parametrize("status", ["403 Forbidden", "500 Server Internal Error"])
async def test_a_pbx_that_refuses_is_asked_again(status):
    async with signing_in() as (pbx, _, _):
        pbx.answer(await pbx.next(), status)
        again = await pbx.next()
        assert again["CSeq"] == "2 REGISTER"


async def test_a_wrong_password_is_no_endless_loop():
    async with signing_in() as (pbx, _, _):
        second = await challenged(pbx)
        pbx.answer(second, '401 Unauthorized\r\nWWW-Authenticate: Digest realm="pbx", nonce="n2", qop="auth"')
        with pytest.raises(TimeoutError):
            await pbx.next(seconds=0.5)
