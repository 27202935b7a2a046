from __future__ import annotations

import uuid
from urllib.parse import quote

import pytest

from staff.models import Role
from tests.conversations.attachments.samples import REFUSED, image, pdf, wav
from tests.desk.operators.personas import move
from tests.desk.personas import add_member, person

MEGABYTE = 1024 * 1024


async def upload(someone, conversation_id, content, name="ảnh.jpg"):
    headers = {"X-File-Name": quote(name)}
    return await someone.post(f"/desk/api/conversations/{conversation_id}/attachments", headers=headers, content=content)


async def send(someone, conversation_id, *attachment_ids):
    body = {"client_id": uuid.uuid4().hex, "text": "", "attachment_ids": list(attachment_ids)}
    return await someone.post(f"/desk/api/conversations/{conversation_id}/messages", json=body)


def error_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


@pytest.fixture
async def held(citizen, desk):
    """A conversation that the operator has."""
    await citizen.ask("Xin chào")
    assert (await move(desk.operator, citizen.id, "take_over")).status_code == 200
    return citizen


class TestUpload:
    async def test_reaches_the_citizen_with_its_message_and_not_before(self, held, desk):
        kept = (await upload(desk.operator, held.id, pdf(), "Đơn mẫu.pdf")).json()
        assert (await held.web.open_file(kept["id"])).status_code == 404
        assert (await send(desk.operator, held.id, kept["id"])).status_code == 201
        opened = await held.web.open_file(kept["id"])
        assert (opened.status_code, opened.content) == (200, pdf())

    @pytest.mark.parametrize("name", list(REFUSED))
    async def test_refuses_what_is_disguised_in_words(self, held, desk, name):
        answer = await upload(desk.operator, held.id, REFUSED[name])
        assert answer.status_code == 422
        assert answer.json()["error"]["message"].endswith((".", "!"))

    @pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nSet-Cookie: x=1", "\u202egpj.exe", "<script>.jpg", "\x00", "", "x" * 300])
    async def test_strange_names_lead_nowhere(self, held, desk, name):
        answer = await upload(desk.operator, held.id, image(), name)
        assert answer.status_code == 201
        assert not {"/", "\n", "\r", "\u202e", "\x00"} & set(answer.json()["file_name"])

    async def test_is_for_the_owner_and_says_the_same_of_a_conversation_that_is_not_there(self, held, desk):
        answers = [await upload(desk.supervisor, conversation_id, image()) for conversation_id in (held.id, uuid.uuid4())]
        assert [error_of(answer) for answer in answers] == [(409, "not_owner")] * 2
        assert answers[0].content == answers[1].content

    async def test_a_colleagues_file_and_a_citizens_are_not_sent(self, held, desk, app, database):
        own = (await upload(desk.operator, held.id, image())).json()["id"]
        theirs = (await held.web.upload(image())).json()["id"]
        assert error_of(await send(desk.operator, held.id, theirs)) == (422, "attachment_gone")
        async with person(app, database, await add_member(database, "hoa", Role.OPERATOR)) as hoa:
            await move(hoa, held.id, "take_over")
            assert error_of(await send(hoa, held.id, own)) == (422, "attachment_gone")

    class TestTooLarge:
        @pytest.fixture
        def settings(self, settings):
            return settings.model_copy(update={"max_attachment_megabytes": 1})

        async def test_is_said_in_words(self, held, desk):
            assert error_of(await upload(desk.operator, held.id, wav() + bytes(MEGABYTE + 1))) == (422, "too_large")

        async def test_is_refused_unread_when_it_is_far_too_large(self, held, desk, settings):
            assert error_of(await upload(desk.operator, held.id, bytes(3 * MEGABYTE))) == (413, "too_large")
            assert not list((settings.var_dir / "attachments").rglob("*.*"))


class TestDownload:
    async def test_is_shown_in_a_cage(self, held, desk):
        kept = (await held.web.upload(image())).json()["id"]
        answer = await desk.operator.get(f"/desk/api/attachments/{kept}")
        assert answer.headers.get_list("Content-Security-Policy") == ["default-src 'none'; frame-ancestors 'none'; sandbox"]
        assert answer.headers.get_list("X-Content-Type-Options") == ["nosniff"]
