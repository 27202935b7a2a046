from __future__ import annotations

import uuid

import pytest
from sqlalchemy import update

from conversations.models import Attachment, Message
from tests.channels.webchat.fakes import FakeStatus
from tests.channels.webchat.personas import WebCitizen
from tests.conversations.attachments.samples import MAKER, REFUSED, image, pdf, photo, wav

MEGABYTE = 1024 * 1024


def error_of(response):
    return response.json()["error"]


class TestUpload:
    async def test_keeps_a_photo_and_says_what_it_is(self, citizen):
        response = await citizen.upload(photo(), "Ảnh nhà tôi.heic")
        assert response.status_code == 201
        kept = response.json()
        assert set(kept) == {"id", "file_name", "media_type", "size_bytes"}
        assert (kept["file_name"], kept["media_type"]) == ("Ảnh nhà tôi.jpg", "image/jpeg")

    @pytest.mark.parametrize("name", ["html", "svg", "zip", "windows_program", "pdf_that_is_an_archive"])
    async def test_refuses_what_is_disguised_in_words(self, citizen, name):
        response = await citizen.upload(REFUSED[name], "ảnh.jpg")
        assert (response.status_code, error_of(response)["code"]) == (422, "unknown_kind")
        assert error_of(response)["message"].startswith("Tệp này không gửi được.")

    async def test_refuses_strange_names_no_more_than_others(self, citizen):
        for name in ["../../etc/passwd", "a\r\nSet-Cookie: x=1", "\u202egpj.exe", "", "x" * 300, "%00"]:
            response = await citizen.upload(image(), name)
            assert response.status_code == 201, name
            assert not {"/", "\n", "\r", "\u202e"} & set(response.json()["file_name"])

    class TestTooLarge:
        @pytest.fixture
        def settings(self, settings):
            return settings.model_copy(update={"max_attachment_megabytes": 1})

        async def test_is_said_in_words(self, citizen):
            response = await citizen.upload(wav() + bytes(MEGABYTE + 1))
            assert (response.status_code, error_of(response)["code"]) == (422, "too_large")
            assert "lớn hơn 1 MB" in error_of(response)["message"]

        async def test_is_refused_unread_when_it_is_far_too_large(self, citizen):
            response = await citizen.upload(bytes(3 * MEGABYTE))
            assert response.status_code == 413

        async def test_is_not_kept_when_its_length_was_not_said(self, live_citizen, settings):
            async def in_pieces():
                for _ in range(40):
                    yield bytes(64 * 1024)

            response = await live_citizen.http.post(f"{live_citizen.path}/attachments", headers=live_citizen.key, content=in_pieces())
            assert "Content-Length" not in response.request.headers
            assert (response.status_code, error_of(response)["code"]) == (422, "too_large")
            assert [path for path in (settings.var_dir / "attachments").rglob("*") if path.is_file()] == []

    class TestTooMany:
        @pytest.fixture
        def settings(self, settings):
            return settings.model_copy(update={"max_attachments_per_day": 2})

        async def test_is_said_in_words(self, citizen):
            for _ in range(2):
                await citizen.upload(image())
            response = await citizen.upload(image())
            assert (response.status_code, error_of(response)["code"]) == (429, "too_many_today")

    async def test_without_the_token_keeps_nothing(self, citizen, stranger, settings):
        anonymous = await citizen.http.post(f"{citizen.path}/attachments", content=image())
        foreign = await citizen.http.post(f"{citizen.path}/attachments", headers=stranger.key, content=image())
        assert (anonymous.status_code, foreign.status_code) == (403, 403)
        assert not (settings.var_dir / "attachments").exists()


class TestDownload:
    async def test_gives_back_the_picture_for_looking_at_and_nothing_more(self, citizen):
        kept = (await citizen.upload(photo())).json()
        response = await citizen.open_file(kept["id"])
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
        assert MAKER.encode() not in response.content
        assert len(response.content) == kept["size_bytes"]
        assert response.headers.get_list("X-Content-Type-Options") == ["nosniff"]
        assert response.headers.get_list("Content-Security-Policy") == ["default-src 'none'; frame-ancestors 'none'; sandbox"]
        assert response.headers["Content-Disposition"].startswith("inline;")

    async def test_gives_a_part_of_a_recording(self, citizen):
        kept = (await citizen.upload(wav(), "ghi âm.wav")).json()
        response = await citizen.open_file(kept["id"], Range="bytes=8-11")
        assert (response.status_code, response.content) == (206, b"WAVE")

    async def test_says_the_same_of_a_strangers_file_as_of_none(self, citizen, stranger):
        kept = (await citizen.upload(image())).json()
        answers = [await stranger.open_file(attachment_id) for attachment_id in (kept["id"], str(uuid.uuid4()))]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].json() == answers[1].json()

    async def test_of_another_conversation_is_not_opened_with_its_own_token(self, citizen, stranger):
        kept = (await citizen.upload(image())).json()
        response = await citizen.http.get(f"{citizen.path}/attachments/{kept['id']}", headers=stranger.key)
        assert response.status_code == 403

    async def test_refuses_what_is_no_id(self, citizen):
        for name in ("1", "..%2f..%2fsecrets%2finternal_token", "x" * 500):
            assert (await citizen.open_file(name)).status_code in {404, 422}


class TestSendingFiles:
    async def test_they_come_back_with_their_message(self, citizen):
        ids = [(await citizen.upload(content, name)).json()["id"] for content, name in ((image(), "ảnh.jpg"), (pdf(), "đơn.pdf"))]
        sent = (await citizen.say("Tôi gửi ảnh", "client-1", ids)).json()["message"]
        assert [each["file_name"] for each in sent["attachments"]] == ["ảnh.jpg", "đơn.pdf"]
        assert (await citizen.read())["messages"] == [sent]
        assert (await citizen.say("Tôi gửi ảnh", "client-1", ids)).json()["message"] == sent

    async def test_a_strangers_file_is_not_sent(self, citizen, stranger):
        kept = (await stranger.upload(image())).json()
        response = await citizen.say("Ảnh ai đây?", attachment_ids=[kept["id"]])
        assert (response.status_code, error_of(response)["code"]) == (422, "attachment_gone")
        assert await citizen.thread() == []

    async def test_more_than_five_are_refused_in_words(self, citizen):
        ids = [(await citizen.upload(image())).json()["id"] for _ in range(6)]
        response = await citizen.say("Nhiều ảnh", attachment_ids=ids)
        assert error_of(response)["message"].startswith("Mỗi tin gửi kèm nhiều nhất 5 tệp.")

    async def test_ids_that_are_none_are_refused(self, citizen):
        response = await citizen.say("Ảnh", attachment_ids=["'; DROP TABLE attachments"])
        assert (response.status_code, error_of(response)["code"]) == (422, "invalid_request")

    async def test_an_operators_message_shows_name_and_file_and_hides_the_rest(self, citizen, people, operator, database):
        kept = (await citizen.upload(image())).json()
        sent = (await citizen.say("Thay lời tổng đài viên", attachment_ids=[kept["id"]])).json()["message"]
        staff_id = operator.id
        people.names = {staff_id: "Lan"}
        async with database.session() as session:
            values = {"sender": "operator", "author_id": staff_id, "external_id": "desk-1"}
            await session.execute(update(Message).where(Message.id == uuid.UUID(sent["id"])).values(values))
            await session.execute(update(Attachment).values(uploaded_by=staff_id))
        [message] = (await citizen.read())["messages"]
        assert (message["author_name"], message["client_id"], len(message["attachments"])) == ("Lan", None, 1)
        assert str(staff_id) not in str(message)
        assert (await citizen.open_file(kept["id"])).status_code == 200


class TestSayTyping:
    async def say(self, citizen, on, key=None):
        return await citizen.http.post(f"{citizen.path}/typing", headers=key or citizen.key, json={"on": on})

    async def test_is_told_to_an_operator(self, citizen, people):
        people.now = FakeStatus("operator", "Lan")
        assert (await self.say(citizen, True)).status_code == 204
        assert people.typed == [(uuid.UUID(citizen.opened["id"]), True)]

    async def test_is_told_to_nobody_while_no_operator_is_there(self, citizen, people):
        for owner in ("bot", "queue"):
            people.now = FakeStatus(owner)
            assert (await self.say(citizen, True)).status_code == 204
        assert people.typed == []

    async def test_is_refused_to_a_stranger(self, citizen, people):
        people.now = FakeStatus("operator", "Lan")
        stranger = await WebCitizen.arrive(citizen.http)
        assert (await self.say(citizen, True, stranger.key)).status_code == 403
        assert people.typed == []
