from __future__ import annotations

import hashlib
import hmac
import json

import httpx
import pytest

from channels.contract import ChannelError, Trouble
from channels.zalo.client import ZaloClient
from tests.channels.zalo.api import URL, Api, FixedTokens, OpenPace, refused, taken


@pytest.fixture
def api():
    return Api()


@pytest.fixture
def tokens():
    return FixedTokens()


@pytest.fixture
def pace():
    return OpenPace()


@pytest.fixture
async def client(api, tokens, pace):
    async with api.http() as http:
        yield ZaloClient(http, tokens, pace, URL)


async def trouble_with(call) -> ChannelError:
    with pytest.raises(ChannelError) as raised:
        await call
    return raised.value


class TestSending:
    async def test_a_text_goes_to_the_consultation_call_with_a_bare_token(self, client, api):
        assert await client.send_text("2512523625412515", "Xin chào") == "m1"
        [request] = api.requests
        assert (request.method, str(request.url)) == ("POST", f"{URL}/v3.0/oa/message/cs")
        assert request.headers["access_token"] == "token-1"
        assert "authorization" not in request.headers
        assert api.bodies == [{"recipient": {"user_id": "2512523625412515"}, "message": {"text": "Xin chào"}}]

    async def test_a_message_may_quote_another(self, client, api):
        await client.send_text("1", "vâng", quote="96d3cdf3af150460909")
        assert api.bodies[0]["message"]["quote_message_id"] == "96d3cdf3af150460909"

    async def test_an_image_is_a_media_template_and_a_file_is_its_token(self, client, api):
        await client.send_image("1", "asset")
        await client.send_file("1", "ticket")
        image, file = (body["message"]["attachment"] for body in api.bodies)
        elements = [{"media_type": "image", "attachment_id": "asset"}]
        assert image == {"type": "template", "payload": {"template_type": "media", "elements": elements}}
        assert file == {"type": "file", "payload": {"token": "ticket"}}

    async def test_numbers_where_strings_belong_are_read_too(self, client, api):
        api.will({"data": {"message_id": 63}, "error": "0", "message": "Success"})
        assert await client.send_text("1", "a") == "63"

    async def test_what_is_taken_without_a_name_is_taken(self, client, api):
        api.will({"error": 0, "message": "Success"})
        assert await client.send_text("1", "a") == ""

    async def test_calls_are_signed_when_that_is_switched_on(self, api, tokens, pace):
        async with api.http() as http:
            await ZaloClient(http, tokens, pace, URL, app_secret="secret").send_text("1", "a")
        expected = hmac.new(b"secret", b"token-1", hashlib.sha256).hexdigest()
        assert api.requests[0].headers["appsecret_proof"] == expected


class TestUploads:
    async def test_a_file_goes_up_as_a_form_and_its_token_comes_back(self, client, api):
        api.will({"data": {"token": "t"}, "error": 0}, {"data": {"attachment_id": "i"}, "error": 0})
        assert await client.upload_file("Đơn xin.pdf", b"%PDF-1.7", "application/pdf") == "t"
        assert await client.upload_image(b"\xff\xd8\xff", "image/jpeg") == "i"
        file, image = api.requests
        assert file.url.path == "/v2.0/oa/upload/file"
        assert b'name="file"' in file.content
        assert b"%PDF-1.7" in file.content
        assert (image.url.path, b'filename="image.jpg"' in image.content) == ("/v2.0/oa/upload/image", True)

    async def test_an_upload_without_an_end_sends_nothing_twice(self, client, api):
        api.will(httpx.ReadTimeout)
        assert (await trouble_with(client.upload_file("a.pdf", b"1", "application/pdf"))).trouble == Trouble.BACK_OFF


class TestReading:
    async def test_what_is_asked_stands_as_json_in_the_address(self, client, api):
        api.will({"data": [{"src": 1, "message": "chào"}], "error": 0})
        assert await client.conversation("246845883529197922", offset=10) == [{"src": 1, "message": "chào"}]
        asked = json.loads(api.requests[0].url.params["data"])
        assert asked == {"user_id": "246845883529197922", "offset": 10, "count": 10}

    async def test_a_citizens_name_is_in_their_detail(self, client, api):
        api.will({"data": {"display_name": "Lan"}, "error": 0})
        assert (await client.user_detail("1"))["display_name"] == "Lan"


class TestTokens:
    @pytest.mark.parametrize("error", [-216, -220])
    async def test_a_stale_token_is_refreshed_and_the_call_made_once_more(self, client, api, tokens, error):
        api.will(refused(error))
        assert await client.send_text("1", "a") == "m2"
        assert (api.tokens, tokens.refreshes) == (["token-1", "token-2"], [1])

    async def test_a_second_refusal_needs_an_administrator(self, client, api, tokens):
        api.will(refused(-216), refused(-216))
        error = await trouble_with(client.send_text("1", "a"))
        assert (error.trouble, error.code, tokens.refreshes) == (Trouble.NEEDS_ADMIN, "-216", [1])


class TestErrors:
    @pytest.mark.parametrize(
        ("errors", "trouble"),
        [
            ([-32, -100, -200], Trouble.BACK_OFF),
            ([-213, -217, -218, -227, -230, -232, -244], Trouble.UNREACHABLE),
            ([-211], Trouble.OUT_OF_QUOTA),
            ([-204, -205, -209, -212, -219, -221, -223, -224, -242, -320, -321], Trouble.NEEDS_ADMIN),
            ([-201, -210, -233, -240], Trouble.OUR_FAULT),
            ([-99999, "strange"], Trouble.BACK_OFF),
        ],
    )
    async def test_the_number_says_what_it_means_for_the_message(self, client, api, errors, trouble):
        for number in errors:
            api.will(refused(number))
            assert (await trouble_with(client.send_text("1", "a"))).trouble == trouble, number

    async def test_too_many_calls_hold_everybody_up(self, client, api, pace):
        api.will(refused(-32))
        await trouble_with(client.send_text("1", "a"))
        api.will(httpx.Response(200, json=taken("m"), headers={"X-RateLimit-Remain": "0"}))
        await client.send_text("1", "b")
        assert len(pace.held) == 2

    @pytest.mark.parametrize(
        ("answer", "trouble"),
        [
            (httpx.ConnectError, Trouble.BACK_OFF),
            (httpx.ConnectTimeout, Trouble.BACK_OFF),
            (httpx.ReadTimeout, Trouble.IN_DOUBT),
            (httpx.ReadError, Trouble.IN_DOUBT),
            (httpx.RemoteProtocolError, Trouble.IN_DOUBT),
            (httpx.Response(502, text="upstream error"), Trouble.IN_DOUBT),
            (httpx.Response(200, text="<html>"), Trouble.IN_DOUBT),
            (httpx.Response(200, json={"data": {}}), Trouble.IN_DOUBT),
            (httpx.Response(404, text="<html>404</html>"), Trouble.NEEDS_ADMIN),
            (httpx.Response(302, headers={"location": "http://10.0.0.1/"}), Trouble.NEEDS_ADMIN),
            (httpx.Response(429), Trouble.BACK_OFF),
        ],
    )
    async def test_of_what_may_have_been_taken_nobody_says_it_was_not(self, client, api, answer, trouble):
        api.will(answer)
        assert (await trouble_with(client.send_text("1", "a"))).trouble == trouble
        assert len(api.requests) == 1
