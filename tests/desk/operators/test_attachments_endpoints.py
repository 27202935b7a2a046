from __future__ import annotations

import uuid
from urllib.parse import quote

import pytest

from tests.conversations.attachments.samples import REFUSED, TAKEN, image, pdf
from tests.desk.operators.personas import go_on_duty, move


@pytest.fixture
async def held(citizen, desk):
    await go_on_duty(desk.operator)
    await citizen.ask_for_person()
    assert (await move(desk.operator, citizen.id, "claim")).status_code == 200
    return citizen


async def upload(person, citizen, content=None, name="mẫu đơn.pdf"):
    path = f"/desk/api/conversations/{citizen.id}/attachments"
    return await person.post(path, headers={"X-File-Name": quote(name)}, content=pdf() if content is None else content)


async def send(person, citizen, *attachment_ids, text=""):
    body = {"client_id": uuid.uuid4().hex, "text": text, "attachment_ids": list(attachment_ids)}
    return await person.post(f"/desk/api/conversations/{citizen.id}/messages", json=body)


class TestUpload:
    async def test_a_file_is_kept_and_sent_with_or_without_words(self, held, desk):
        kept = await upload(desk.operator, held)
        assert kept.status_code == 201
        assert (kept.json()["file_name"], kept.json()["media_type"]) == ("mẫu đơn.pdf", "application/pdf")
        sent = await send(desk.operator, held, kept.json()["id"])
        assert sent.status_code == 201
        assert [file["id"] for file in sent.json()["message"]["attachments"]] == [kept.json()["id"]]

    async def test_the_citizen_gets_what_was_sent_byte_for_byte(self, held, desk):
        kept = (await upload(desk.operator, held)).json()
        assert (await held.web.open_file(kept["id"])).status_code == 404
        await send(desk.operator, held, kept["id"], text="Bác điền mẫu này")
        opened = await held.web.open_file(kept["id"])
        assert (opened.status_code, opened.content) == (200, pdf())

    @pytest.mark.parametrize("kind", ["jpeg", "pdf", "mp3", "wav"])
    async def test_pictures_papers_and_voices_are_taken(self, held, desk, kind):
        content, media_type = TAKEN[kind]
        kept = await upload(desk.operator, held, content, "tệp.bin")
        assert (kept.status_code, kept.json()["media_type"]) == (201, media_type)

    @pytest.mark.parametrize("kind", ["html", "svg", "zip", "windows_program"])
    async def test_disguised_files_are_refused_with_words(self, held, desk, kind):
        refused = await upload(desk.operator, held, REFUSED[kind], "ảnh.jpg")
        assert refused.status_code == 422
        assert refused.json()["error"]["message"]

    async def test_too_large_a_file_is_refused(self, held, desk, settings):
        refused = await upload(desk.operator, held, b"%PDF-1.7" + bytes(settings.max_attachment_megabytes * 1024 * 1024 + 1))
        assert refused.status_code in (413, 422)

    async def test_only_the_owner_brings_files_in(self, held, desk):
        refused = await upload(desk.supervisor, held)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_owner")
        assert (await upload(desk.editor, held)).status_code == 403
        assert (await upload(desk.stranger, held)).status_code == 401

    async def test_into_no_conversation_is_refused(self, held, desk):
        path = f"/desk/api/conversations/{uuid.uuid4()}/attachments"
        assert (await desk.operator.post(path, content=pdf())).status_code == 409

    async def test_a_file_of_another_conversation_is_not_sent(self, held, desk, http, handler, bot):
        other = type(held)(await type(held.web).arrive(http), handler, bot)
        await other.ask_for_person()
        await move(desk.operator, other.id, "claim")
        kept = (await upload(desk.operator, other)).json()
        assert (await send(desk.operator, held, kept["id"], text="Đây ạ")).status_code == 422
        assert await held.web.texts("operator") == []


class TestDownload:
    async def test_whoever_answers_citizens_opens_the_citizens_file(self, held, desk):
        kept = (await held.web.upload(image("PNG"), "ảnh.png")).json()
        await held.web.say("Hình đây ạ", attachment_ids=[kept["id"]])
        for person in (desk.operator, desk.supervisor):
            opened = await person.get(f"/desk/api/attachments/{kept['id']}")
            assert (opened.status_code, opened.headers["content-type"]) == (200, "image/png")
        assert (await desk.editor.get(f"/desk/api/attachments/{kept['id']}")).status_code == 403
        assert (await desk.stranger.get(f"/desk/api/attachments/{kept['id']}")).status_code == 401

    async def test_one_that_is_not_there_is_not_found(self, desk):
        assert (await desk.operator.get(f"/desk/api/attachments/{uuid.uuid4()}")).status_code == 404
