from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from channels.contract import ChannelError, OutboundFile, OutboundMessage, Part, Trouble
from channels.zalo.client import ZaloClient
from channels.zalo.models import ZaloEvent
from channels.zalo.sending import ZaloChannel
from conversations.attachments.opening import OpenedAttachment
from core.clock import utc_now
from core.errors import NotFound
from core.settings import PROJECT_ROOT
from core.words import Words
from tests.channels.zalo.api import URL, Api, FixedTokens, OpenPace, refused

_MOMENT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


class Files:
    """What operators have attached."""

    def __init__(self, folder):
        self.folder = folder
        self.kept = {}

    def keep(self, name, media_type, content) -> OutboundFile:
        file = OutboundFile(uuid.uuid4(), name, media_type, len(content))
        (self.folder / str(file.attachment_id)).write_bytes(content)
        self.kept[file.attachment_id] = file
        return file

    async def open_for_staff(self, attachment_id):
        if attachment_id not in self.kept:
            raise NotFound("no_attachment", "không có")
        file = self.kept[attachment_id]
        return OpenedAttachment(self.folder / str(attachment_id), file.file_name, file.media_type, file.size_bytes)


@pytest.fixture
def api():
    return Api()


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
async def channel(database, api, files):
    async with api.http() as http:
        client = ZaloClient(http, FixedTokens(), OpenPace(), URL)
        yield ZaloChannel(database, client, files, Words(PROJECT_ROOT / "channels/zalo/sending_words.yml"))


@pytest.fixture
def echo(database):
    """The vendor tells of a message that went out."""

    async def tell(message_id, user_id="lan", *, sent_at=None, outcome="own_echo", body=""):
        at = sent_at or utc_now()
        event = ZaloEvent(key=f"echo:{message_id}", event_name="oa_send_text", user_id=user_id, sent_at=at, body=body, outcome=outcome)
        async with database.session() as session:
            session.add(event)

    return tell


def message(text="", *files, options=()):
    return OutboundMessage(uuid.uuid4(), "lan", "operator", text, [{"label": label, "value": label} for label in options], files)


def said(message_id, text, *, src=0, at=_MOMENT, kind="text"):
    return {"src": src, "time": int(at.timestamp() * 1000), "type": kind, "message": text, "message_id": message_id}


class TestPartsOf:
    def test_a_long_answer_is_several_texts(self, channel):
        parts = channel.parts_of(message("Một câu dài. " * 400))
        assert len(parts) == 3
        assert all(len(part.text) <= 2000 and part.file is None for part in parts)

    def test_they_are_the_same_each_time(self, channel):
        told = message("Một câu dài. " * 400, options=["Có", "Không"])
        assert channel.parts_of(told) == channel.parts_of(told)

    def test_words_come_first_and_files_that_are_not_taken_last(self, channel, files):
        sound = files.keep("ghi âm.mp3", "audio/mpeg", b"1")
        form = files.keep("đơn.pdf", "application/pdf", b"2")
        assert channel.parts_of(message("Gửi anh/chị", sound, form)) == [Part("Gửi anh/chị"), Part(file=form), Part(file=sound)]


class TestSend:
    async def test_a_file_is_uploaded_and_then_sent(self, channel, api, files):
        api.will({"data": {"token": "t1"}, "error": 0})
        form = files.keep("đơn.pdf", "application/pdf", b"%PDF-1.7 noi dung")
        assert await channel.send("lan", Part(file=form)) == "m2"
        assert [request.url.path for request in api.requests] == ["/v2.0/oa/upload/file", "/v3.0/oa/message/cs"]
        assert b"%PDF-1.7 noi dung" in api.requests[0].content

    async def test_a_large_photo_is_made_smaller_on_the_way(self, channel, api, files):
        written = BytesIO()
        Image.effect_noise((2000, 2000), 100).save(written, "PNG")
        api.will({"data": {"attachment_id": "i1"}, "error": 0})
        await channel.send("lan", Part(file=files.keep("ảnh.png", "image/png", written.getvalue())))
        assert len(api.requests[0].content) < 1_001_000 < len(written.getvalue())

    async def test_what_is_not_taken_is_not_even_tried(self, channel, api, files):
        with pytest.raises(ChannelError) as refused:
            await channel.send("lan", Part(file=files.keep("ghi âm.mp3", "audio/mpeg", b"1")))
        assert (refused.value.trouble, refused.value.message, api.requests) == (Trouble.NOT_TAKEN, "ghi âm.mp3", [])

    async def test_a_file_that_is_gone_is_said_to_be(self, channel):
        with pytest.raises(ChannelError) as refused:
            await channel.send("lan", Part(file=OutboundFile(uuid.uuid4(), "đơn.pdf", "application/pdf", 10)))
        assert (refused.value.trouble, refused.value.code) == (Trouble.NOT_TAKEN, "file_gone")


class TestButtons:
    @pytest.fixture
    async def pressing(self, database, api, files):
        async with api.http() as http:
            words = Words(PROJECT_ROOT / "channels/zalo/sending_words.yml")
            yield ZaloChannel(database, ZaloClient(http, FixedTokens(), OpenPace(), URL), files, words, buttons=True)

    def test_choices_are_numbered_in_the_text_and_may_be_pressed(self, pressing):
        text, press = pressing.parts_of(message("Bạn đang chờ.", options=["Hỏi máy tiếp"]))
        assert "1. Hỏi máy tiếp" in text.text
        assert press.buttons == [{"title": "Hỏi máy tiếp", "type": "oa.query.show", "payload": "Hỏi máy tiếp"}]

    def test_more_than_the_vendor_takes_are_text_alone(self, pressing):
        assert len(pressing.parts_of(message("Chọn:", options=[f"mục {number}" for number in range(6)]))) == 1

    async def test_where_the_vendor_takes_none_the_text_is_enough(self, pressing, api):
        api.will(refused(-233))
        assert await pressing.send("lan", Part(buttons=[{"title": "a"}])) == ""

    async def test_a_citizen_who_cannot_be_reached_cannot_be_by_buttons(self, pressing, api):
        api.will(refused(-230))
        with pytest.raises(ChannelError) as raised:
            await pressing.send("lan", Part(buttons=[{"title": "a"}]))
        assert raised.value.trouble == Trouble.UNREACHABLE


class TestWasSent:
    async def test_an_echo_with_a_new_name_is_proof_without_a_call(self, channel, api, echo):
        await echo("known", sent_at=utc_now())
        await echo("new", sent_at=utc_now())
        assert await channel.was_sent("lan", Part("a"), utc_now(), ["known"]) == "new"
        assert api.requests == []

    async def test_what_somebody_wrote_in_the_console_is_no_proof(self, channel, api, echo):
        await echo("m1", outcome="console")
        await echo("m2", outcome="", body='{"sender":{"id":"1","admin_id":"2"}}')
        await echo("m3", "minh")
        await echo("m4", sent_at=utc_now() - timedelta(hours=1))
        api.will({"data": [], "error": 0})
        assert await channel.was_sent("lan", Part("a"), utc_now(), []) is None

    async def test_the_history_is_proof_when_it_holds_the_words(self, channel, api):
        entries = [said("m3", "khác"), said("m2", "một  hai"), said("m1", "một hai", src=1)]
        api.will({"data": entries, "error": 0})
        assert await channel.was_sent("lan", Part("một hai"), _MOMENT, []) == "m2"

    async def test_what_is_known_or_older_is_no_proof(self, channel, api):
        api.will({"data": [said("m2", "a"), said("m1", "a", at=_MOMENT - timedelta(minutes=5))], "error": 0})
        assert await channel.was_sent("lan", Part("a"), _MOMENT, ["m2"]) is None

    async def test_a_file_is_known_by_being_no_text(self, channel, api, files):
        form = files.keep("đơn.pdf", "application/pdf", b"1")
        api.will({"data": [said("m2", "a"), said("m1", "", kind="file")], "error": 0})
        assert await channel.was_sent("lan", Part(file=form), _MOMENT, []) == "m1"

    async def test_a_history_that_makes_no_sense_is_no_proof(self, channel, api):
        entries = [{"src": "0", "time": "?", "message": None}, {}, {"src": 0, "time": 10**30, "message_id": 7}]
        api.will({"data": entries, "error": 0})
        assert await channel.was_sent("lan", Part("a"), _MOMENT, []) is None
