from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from zipfile import ZipFile

import pytest
from sqlalchemy import text, update

from app.wiring.privacy import channel_traces
from channels.zalo.models import ZaloContact
from conversations.calls.models import Call
from conversations.models import MessageFeedback
from core.settings import PROJECT_ROOT
from core.words import Words
from privacy.collecting import Collecting, digest_of
from privacy.copying import Copying, Stored
from privacy.models import Origin, RequestKind
from tests.privacy.planting import plant

MARKER = "<b>Nguyễn Văn Dấu Vết</b> & vợ"


@pytest.fixture
def copying(database, privacy, storage, recordings, clock):
    words = Words(PROJECT_ROOT / "privacy" / "copy_words.yml", hotline_number="1022")
    return Copying(database, privacy, Collecting(channel_traces()), Stored(storage, recordings), words, clock=clock)


@pytest.fixture
async def planted(database, storage):
    return await plant(database, storage, MARKER)


@pytest.fixture
def link(database, privacy):
    async def token(conversation_id):
        async with database.session() as session:
            said = (await privacy.ask(session, conversation_id, RequestKind.EXPORT, Origin.CITIZEN)).said
        return said.text.partition("/du-lieu/")[2].split()[0]

    return token


async def test_holds_what_the_citizen_wrote_and_was_told_and_sent(copying, planted, link):
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        data = json.loads(archive.read("du-lieu.json"))
        [name] = [name for name in archive.namelist() if name.startswith("tep/")]
        assert archive.read(name).decode() == MARKER
    assert [message["text"] for message in data["messages"]] == [MARKER] * 3
    assert {ticket["phone"] for ticket in data["tickets"]} == {MARKER}
    assert data["channel"]["user_id"] == planted.user_id


async def test_holds_the_call_and_what_was_recorded_of_it(copying, planted, link, recordings):
    writer = recordings.begin(planted.call_id)
    writer.write(b"\xd5" * 32_000)
    writer.close()
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        [call] = json.loads(archive.read("du-lieu.json"))["calls"]
        assert (call["number"], call["is_recorded"]) == (MARKER, True)
        wav = archive.read("tep/cuoc-goi-01.wav")
        assert 'href="tep/cuoc-goi-01.wav"' in archive.read("doc-toi-truoc.html").decode()
    assert wav.startswith(b"RIFF")
    assert wav.endswith(b"\xd5" * 32_000)


async def test_a_recording_that_is_gone_does_not_spoil_the_copy(copying, planted, link):
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        assert "tep/cuoc-goi-01.wav" not in archive.namelist()
        assert len(json.loads(archive.read("du-lieu.json"))["messages"]) == 3


async def test_holds_calls_that_were_made_from_the_page(copying, database, storage, link):
    page = await plant(database, storage, MARKER, channel="webchat", codes="P")
    call = await plant(database, storage, "lời trong cuộc gọi", channel="phone", codes="C")
    async with database.session() as session:
        await session.execute(update(Call).where(Call.id == call.call_id).values(details={"began_in": str(page.conversation_id)}))
    with ZipFile(await copying.make(await link(page.conversation_id))) as archive:
        calls = {one["id"]: one for one in json.loads(archive.read("du-lieu.json"))["calls"]}
    assert calls[str(page.call_id)]["messages"] == []
    assert [message["text"] for message in calls[str(call.call_id)]["messages"]] == ["lời trong cuộc gọi"] * 3


async def test_holds_what_the_citizen_thought_of_an_answer(copying, planted, link, database):
    async with database.session() as session:
        answer = await session.scalar(text("SELECT id FROM messages WHERE sender = 'bot'"))
        session.add(MessageFeedback(message_id=answer, conversation_id=planted.conversation_id, is_helpful=False))
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        data = json.loads(archive.read("du-lieu.json"))
    assert [message.get("helpful") for message in data["messages"]][1] is False
    assert "helpful" not in data["messages"][0]


async def test_the_page_can_be_read_and_runs_nothing(copying, planted, link):
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        page = archive.read("doc-toi-truoc.html").decode()
    assert "&lt;b&gt;Nguyễn Văn Dấu Vết&lt;/b&gt; &amp; vợ" in page
    assert MARKER not in page
    assert "<script" not in page


async def test_what_the_channel_keeps_and_every_moment_are_said_in_words(copying, planted, link, database):
    told_at = datetime(2026, 11, 26, 2, 5, tzinfo=UTC)
    async with database.session() as session:
        values = {"is_follower": True, "told_version": "2026-11", "told_at": told_at}
        await session.execute(update(ZaloContact).where(ZaloContact.conversation_id == planted.conversation_id).values(**values))
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        page = archive.read("doc-toi-truoc.html").decode()
    facts = dict(re.findall(r"<dt>([^<]*)</dt>\s*<dd>([^<]*)</dd>", page))
    assert unescape(facts["Mã Zalo đặt cho bạn ở trang của tổng đài"]) == planted.user_id
    assert facts["Bạn đang quan tâm trang Zalo của tổng đài"] == "Có"
    assert facts["Bản thông báo về dữ liệu đã gửi cho bạn"] == "2026-11"
    assert facts["Gửi thông báo ấy lúc"] == "09:05, 26/11/2026"
    assert not re.search(r">\s*\d{4}-\d\d-\d\dT", page)
    assert "user_id" not in page


async def test_what_staff_note_for_each_other_is_not_in_it(database, storage, copying, link):
    planted = await plant(database, storage, "chung")
    async with database.session() as session:
        await session.execute(text("UPDATE notes SET text = 'riêng của cán bộ'"))
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        assert not [name for name in archive.namelist() if "riêng của cán bộ".encode() in archive.read(name)]


async def test_each_fetch_is_written_down_with_its_digest(copying, planted, link, requests):
    token = await link(planted.conversation_id)
    for _ in range(2):
        with ZipFile(await copying.make(token)) as archive:
            data = json.loads(archive.read("du-lieu.json"))
    [request] = await requests()
    assert (request.proof["downloads"], request.proof["sha256"]) == (2, digest_of(data))


async def test_nothing_is_given_for_another_link(copying, planted, link):
    token = await link(planted.conversation_id)
    assert await copying.make(token[:-1] + ("a" if token[-1] != "a" else "b")) is None


async def test_nothing_is_given_once_the_data_are_deleted(database, privacy, copying, planted, link, erasing):
    token = await link(planted.conversation_id)
    async with database.session() as session:
        await privacy.ask(session, planted.conversation_id, RequestKind.DELETE, Origin.VENDOR)
    await erasing.walk()
    assert await copying.make(token) is None


async def test_the_proof_of_a_deletion_has_the_digest_of_the_last_copy(database, privacy, copying, planted, erasing, requests, link):
    async with database.session() as session:
        await privacy.ask(session, planted.conversation_id, RequestKind.DELETE, Origin.VENDOR)
    with ZipFile(await copying.make(await link(planted.conversation_id))) as archive:
        copy = json.loads(archive.read("du-lieu.json"))
    await erasing.walk()
    deletion = next(request for request in await requests() if request.kind == RequestKind.DELETE)
    assert deletion.proof["sha256"] == digest_of(copy)
