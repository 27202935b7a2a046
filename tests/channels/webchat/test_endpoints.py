from __future__ import annotations

import asyncio
import json
import uuid

import httpx
import pytest

from app.web import create_app
from conversations.models import Conversation
from tests.bad_inputs import EMPTY, KEPT, TOO_LONG
from tests.channels.webchat.personas import WITH_BOT, WebCitizen

# Half of a pair is refused with its body already: it is no text that can be put in JSON.
WIRED = [pair for name, pair in KEPT.items() if name != "half_of_a_pair"]
STRANGE_IDS = ["short", "x" * 65, "có dấu tiếng Việt", "client-1\n", "client\x001", "'; DROP TABLE--", "../../../etc", 12345678, None]
NO_MESSAGES = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b'{"client_id": "client-1"}',
    b'{"client_id": "client-1", "text": null}',
    b'{"client_id": "client-1", "text": {"$ne": ""}}',
    b'{"client_id": "client-1", "text": ["a"]}',
    b'{"client_id": "client-1", "text": "\\ud83d"}',
    b'{"client_id": "client-1", "text": "\xff\xfe\xc3"}',
    b'{"client_id": "client-1", "text": "a\x00b"}',
    "Xin chào".encode("utf-16"),
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    b'{"text":' * 60_000,
    b"[" * 200_000,
]
NO_NUMBERS = ["-1", "x", "1e3", "2147483648", "99999999999999999999999", "\x00", "1; DROP TABLE messages"]
WRONG_KEYS = ["", "Bearer", "Bearer ", "Bearer x", "Basic Og==", "Bearer null", "bearer undefined"]
NO_CONVERSATIONS = ["1", "' OR 1=1 --", "%00", "..%2f..%2f", "x" * 5000]


def changed(settings, **values):
    return settings.model_copy(update=values)


def error_of(response):
    """An error is one code and one sentence, never more."""
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    return body["error"]


class TestOpenConversation:
    @pytest.mark.parametrize("is_trial", [False, True])
    async def test_marks_the_programs_own_evaluation(self, http, settings, database, is_trial):
        key = settings.private_token if is_trial else "cua-nguoi-dan"
        opened = (await http.post("/api/conversations", headers={"Authorization": f"Bearer {key}"})).json()
        async with database.session() as session:
            conversation = await session.get_one(Conversation, uuid.UUID(opened["id"]))
        assert (conversation.channel, conversation.is_trial) == ("webchat", is_trial)

    async def test_gives_a_conversation_its_token_and_a_welcome(self, citizen):
        assert set(citizen.opened) == {"id", "token", "welcome", "province_name", "hotline_number", "max_attachment_megabytes", "may_call"}
        assert citizen.opened["welcome"]["text"].startswith("Xin chào! Tôi là trợ lý Tổng đài 1022 tỉnh Đồng Nai.")
        assert len(citizen.opened["welcome"]["suggestions"]) == 4
        assert (await citizen.read()) == {"messages": [], "typing": False, "status": WITH_BOT, "banners": [], "may_call": False}

    async def test_gives_each_citizen_one_of_their_own(self, citizen, stranger):
        assert citizen.opened["id"] != stranger.opened["id"]
        assert citizen.opened["token"] != stranger.opened["token"]

    class TestFromOneAddress:
        @pytest.fixture
        def settings(self, settings):
            return changed(settings, new_conversations_per_minute=2)

        async def test_is_refused_when_there_were_too_many(self, http, citizen, stranger):
            response = await http.post("/api/conversations")
            assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
            assert error_of(response)["code"] == "too_many_conversations"

        async def test_is_not_refused_to_the_programs_own_evaluation(self, http, settings, citizen, stranger):
            response = await http.post("/api/conversations", headers={"Authorization": f"Bearer {settings.private_token}"})
            assert response.status_code == 201

        async def test_is_refused_to_who_only_pretends_to_be(self, http, citizen, stranger):
            for header in (b"Bearer ", b"Bearer \xff\xfe", b"Basic x", b"Bearer " + b"x" * 5000):
                assert (await http.post("/api/conversations", headers={b"Authorization": header})).status_code == 429


class TestSendMessage:
    async def test_is_accepted_at_once_and_waits_for_its_answer(self, citizen):
        response = await citizen.say("Làm khai sinh cần gì?", "client-1")
        assert response.status_code == 202
        message = response.json()["message"]
        assert (message["seq"], message["sender"], message["client_id"]) == (1, "citizen", "client-1")
        assert await citizen.read() == {"messages": [message], "typing": True, "status": WITH_BOT, "banners": [], "may_call": False}

    async def test_shows_a_citizen_nothing_of_what_is_kept_for_staff(self, citizen):
        message = (await citizen.say("Làm khai sinh cần gì?")).json()["message"]
        fields = {
            "seq",
            "id",
            "sender",
            "text",
            "blocks",
            "options",
            "in_reply_to",
            "kind",
            "client_id",
            "created_at",
            "attachments",
            "author_name",
            "is_helpful",
            "may_rate",
        }
        assert set(message) == fields

    async def test_the_same_client_id_twice_is_one_message(self, citizen):
        first = await citizen.say("Làm khai sinh cần gì?", "client-1")
        again = await citizen.say("Làm khai sinh cần gì?", "client-1")
        assert (again.status_code, again.json()) == (202, first.json())
        assert len(await citizen.thread()) == 1

    async def test_keeps_words_that_only_look_dangerous(self, citizen):
        for sent, _ in WIRED:
            response = await citizen.say(sent)
            assert (response.status_code, response.headers["Content-Type"]) == (202, "application/json"), sent
            assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert await citizen.texts("citizen") == [kept for _, kept in WIRED]

    async def test_asks_for_words_where_there_are_none(self, citizen):
        for sent in EMPTY.values():
            response = await citizen.say(sent)
            assert response.status_code == 422, sent
            assert error_of(response) == {"code": "empty_message", "message": "Bạn chưa nhập nội dung. Mời bạn gõ câu hỏi."}
        assert await citizen.thread() == []

    async def test_says_how_much_too_long_ten_thousand_characters_are(self, citizen):
        response = await citizen.say(TOO_LONG)
        assert response.status_code == 422
        message = "Tin nhắn dài 10000 ký tự, quá giới hạn 2000. Mời bạn rút gọn hoặc gửi thành nhiều tin."
        assert error_of(response) == {"code": "message_too_long", "message": message}
        assert await citizen.thread() == []

    async def test_refuses_a_client_id_that_the_page_never_makes(self, citizen):
        for client_id in STRANGE_IDS:
            response = await citizen.send(json.dumps({"client_id": client_id, "text": "Xin chào"}).encode())
            assert (response.status_code, error_of(response)["code"]) == (422, "invalid_request"), client_id
        assert await citizen.thread() == []

    async def test_refuses_a_body_that_is_no_message_and_goes_on(self, citizen):
        for body in NO_MESSAGES:
            response = await citizen.send(body)
            assert response.status_code in {400, 422}, body[:60]
            assert error_of(response)["message"] == "Yêu cầu gửi lên không đúng dạng. Mời bạn tải lại trang rồi thử lại."
        assert await citizen.thread() == []
        assert (await citizen.say("Xin chào")).status_code == 202

    async def test_refuses_a_body_that_is_far_too_large(self, citizen):
        response = await citizen.say("a" * 600_000)
        assert (response.status_code, error_of(response)["code"]) == (413, "too_large")

    async def test_refuses_a_large_text_before_looking_at_it(self, citizen):
        response = await citizen.say("a" * 100_001)
        assert (response.status_code, error_of(response)["code"]) == (422, "invalid_request")

    async def test_refuses_a_body_of_unsaid_length_when_it_grows_too_large(self, live_citizen):
        async def in_pieces():
            yield b'{"client_id": "client-1", "text": "'
            for _ in range(16):
                yield b" " * 65_536
            yield b'Xin chao"}'

        response = await live_citizen.http.post(f"{live_citizen.path}/messages", headers=live_citizen.key, content=in_pieces())
        assert "Content-Length" not in response.request.headers
        assert response.status_code == 413
        assert set(error_of(response)) == {"code", "message"}

    class TestTooFast:
        @pytest.fixture
        def settings(self, settings):
            return changed(settings, burst_messages=2, hard_messages_per_minute=4)

        async def test_is_told_once_and_then_refused_with_the_time_to_wait(self, citizen):
            for number in range(4):
                assert (await citizen.say(f"Câu {number}")).status_code == 202
            refused = await citizen.say("Câu thừa")
            assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
            assert error_of(refused)["code"] == "too_many_messages"
            assert len(await citizen.texts("system")) == 1
            assert await citizen.texts("citizen") == [f"Câu {number}" for number in range(4)]


class TestReadMessages:
    async def test_gives_what_came_after(self, citizen):
        for number in range(3):
            await citizen.say(f"Câu {number}")
        assert [message["text"] for message in (await citizen.read(2))["messages"]] == ["Câu 2"]

    async def test_gives_nothing_after_a_number_that_is_not_there_yet(self, citizen):
        await citizen.say("Xin chào")
        assert (await citizen.read(2**31 - 1))["messages"] == []

    async def test_refuses_a_number_that_is_none(self, citizen):
        for after in NO_NUMBERS:
            response = await citizen.http.get(f"{citizen.path}/messages", headers=citizen.key, params={"after": after})
            assert (response.status_code, error_of(response)["code"]) == (422, "invalid_request"), after


DOORS = [("GET", "messages"), ("POST", "messages"), ("GET", "events")]


@pytest.mark.parametrize(("method", "door"), DOORS)
class TestSomebodyElses:
    """A stranger at a citizen's conversation: refused at every door, and told nothing of what is behind it."""

    async def knock(self, citizen, method, door, **headers):
        body = {"client_id": uuid.uuid4().hex, "text": "Xin chào"} if method == "POST" else None
        return await citizen.http.request(method, f"{citizen.path}/{door}", headers=headers, json=body)

    async def check_nothing_came_of_it(self, citizen, response):
        assert "bí mật" not in response.text
        assert citizen.opened["id"] not in response.text
        assert await citizen.texts("citizen") == ["Chuyện bí mật của tôi"]

    @pytest.fixture
    async def citizen(self, citizen):
        await citizen.say("Chuyện bí mật của tôi", "client-1")
        return citizen

    async def test_with_their_own_token_is_refused(self, citizen, stranger, method, door):
        response = await self.knock(citizen, method, door, **stranger.key)
        assert (response.status_code, error_of(response)["code"]) == (403, "not_your_conversation")
        await self.check_nothing_came_of_it(citizen, response)

    async def test_without_a_right_token_is_refused(self, citizen, method, door):
        for wrong in WRONG_KEYS:
            response = await self.knock(citizen, method, door, Authorization=wrong)
            assert response.status_code == 403, wrong
            await self.check_nothing_came_of_it(citizen, response)

    async def test_without_any_header_is_refused(self, citizen, method, door):
        response = await self.knock(citizen, method, door)
        assert response.status_code == 403
        await self.check_nothing_came_of_it(citizen, response)

    async def test_at_a_conversation_that_is_not_there_finds_none(self, citizen, method, door):
        nowhere = WebCitizen(citizen.http, {**citizen.opened, "id": str(uuid.uuid4())})
        response = await self.knock(nowhere, method, door, **citizen.key)
        assert (response.status_code, error_of(response)["code"]) == (404, "no_conversation")

    async def test_at_what_is_no_conversation_gets_no_further(self, citizen, method, door):
        for name in NO_CONVERSATIONS:
            response = await citizen.http.request(method, f"/api/conversations/{name}/{door}", headers=citizen.key)
            assert response.status_code in {404, 405, 422}, name
            assert set(error_of(response)) == {"code", "message"}


class TestErrors:
    async def test_an_unknown_page_is_said_in_words(self, http):
        response = await http.get("/api/nothing")
        assert (response.status_code, error_of(response)) == (404, {"code": "not_found", "message": "Không có trang này."})

    async def test_a_database_that_does_not_answer_is_said_in_words_and_when_to_try_again(self, settings):
        transport = httpx.ASGITransport(create_app(settings, "postgresql://hotline:passw0rd@127.0.0.1:1/hotline"))
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as http:
            response = await http.post("/api/conversations")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert error_of(response)["message"].startswith("Hệ thống đang bận, chưa nhận được tin.")


class TestAtTheSameMoment:
    async def test_many_citizens_do_not_get_in_each_others_way(self, http):
        async def one(number):
            citizen = await WebCitizen.arrive(http)
            await citizen.say(f"Câu của {number}")
            return await citizen.texts("citizen")

        assert await asyncio.gather(*(one(number) for number in range(30))) == [[f"Câu của {number}"] for number in range(30)]
