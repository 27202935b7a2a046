from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from channels.contract import ChannelError, Trouble
from channels.zalo.oauth import GrantRefused, ZaloOAuth
from tests.channels.zalo.token_server import ACCESS, TokenServer

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
GOOD = {"access_token": "a", "refresh_token": "r"}


@pytest.fixture
def server():
    return TokenServer()


@pytest.fixture
async def oauth(server):
    async with server.http() as http:
        yield ZaloOAuth(http, ACCESS, clock=lambda: NOW)


def test_page_is_asked_for_with_what_the_vendor_knows_and_nothing_else():
    address = urlsplit(ZaloOAuth(httpx.AsyncClient(), ACCESS).page_address("trạng thái"))
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://oauth.test/v4/oa/permission"
    assert parse_qs(address.query) == {
        "app_id": [ACCESS.app_id],
        "redirect_uri": ["https://1022.test/zalo/callback"],
        "code_challenge": [ACCESS.code_challenge],
        "state": ["trạng thái"],
    }


class TestExchange:
    async def test_shows_secret_in_its_header_and_verifier_in_the_form(self, oauth, server):
        await oauth.exchange("mã")
        request, form = server.requests[0], server.forms[0]
        assert str(request.url) == "https://oauth.test/v4/oa/access_token"
        assert request.headers["secret_key"] == ACCESS.app_secret
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        expected = {"code": "mã", "app_id": ACCESS.app_id, "grant_type": "authorization_code", "code_verifier": ACCESS.code_verifier}
        assert form == expected

    async def test_gives_a_pair_with_its_ends(self, oauth):
        pair = await oauth.exchange("mã")
        assert (pair.access_token, pair.refresh_token) == ("access 1", "refresh 1")
        assert pair.access_expires_at == NOW + timedelta(hours=25)
        assert pair.refresh_expires_at == NOW + timedelta(days=90)

    async def test_tokens_are_not_shown_where_a_pair_is_printed(self, oauth):
        assert "access 1" not in repr(await oauth.exchange("mã"))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"expires_in": "3600"}, 3600),
        ({"expires_in": 3600}, 3600),
        ({"expire_in": "3600"}, 3600),
        ({}, 90_000),
        ({"expires_in": "soon"}, 90_000),
        ({"expires_in": "-5"}, 90_000),
        ({"expires_in": None}, 90_000),
    ],
)
async def test_life_of_the_access_token_is_read_however_it_is_written(oauth, server, said, seconds):
    server.instead = [httpx.Response(200, json=GOOD | said)]
    assert (await oauth.refresh("r")).access_expires_at == NOW + timedelta(seconds=seconds)


class TestRefusals:
    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            ({"error": -14014, "error_name": "Invalid refresh token"}, "-14014"),
            ({"error": "-14003", "error_name": "Invalid redirect uri", "error_reason": ""}, "-14003"),
            ({"error": 0, "message": "Success"}, "no_tokens"),
            ({}, "no_tokens"),
            ({"access_token": "a"}, "no_tokens"),
            ({"access_token": "", "refresh_token": ""}, "no_tokens"),
            ({"access_token": ["a"], "refresh_token": 7}, "no_tokens"),
        ],
    )
    async def test_answer_without_tokens_is_final(self, oauth, server, answer, code):
        server.instead = [httpx.Response(200, json=answer)]
        with pytest.raises(GrantRefused) as refused:
            await oauth.refresh("r")
        assert refused.value.code == code

    async def test_refusal_with_another_status_is_final_too(self, oauth, server):
        server.instead = [httpx.Response(400, json={"error": -14020})]
        with pytest.raises(GrantRefused):
            await oauth.refresh("r")

    @pytest.mark.parametrize(
        "answer",
        [
            httpx.Response(200, json={"error": -32, "message": "app reached limit call api"}),
            httpx.Response(500, json={"error": -14014}),
            httpx.Response(502, text="<html>Bad gateway</html>"),
            httpx.Response(200, text="<html>Xin đăng nhập mạng</html>"),
            httpx.Response(200, json=["a"]),
            httpx.ReadTimeout("no answer"),
            httpx.ConnectError("no line"),
        ],
        ids=["too many calls", "500", "502", "a page", "a list", "time-out", "no line"],
    )
    async def test_whatever_is_no_word_of_the_vendors_is_asked_again_later(self, oauth, server, answer):
        server.instead = [answer]
        with pytest.raises(ChannelError) as error:
            await oauth.refresh("r")
        assert error.value.trouble == Trouble.BACK_OFF
