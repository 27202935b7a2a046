from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from channels.zalo.reconciling_entries import read_entry, webhook_of

TEXT = {
    "src": 1,
    "time": 1764123456789,
    "type": "text",
    "message": "xin chào",
    "message_id": "m1",
    "from_id": "246845883529197922",
    "to_id": "388613280878808645",
}


def entry_of(**fields):
    entry = read_entry(TEXT | fields)
    assert entry is not None
    return entry


def webhook(**fields):
    return json.loads(webhook_of(entry_of(**fields), "app", "oa"))


class TestReading:
    def test_message_of_a_citizen(self):
        entry = entry_of()
        assert (entry.user_id, entry.message_id, entry.is_from_citizen, entry.key) == ("246845883529197922", "m1", True, "msg:m1")
        assert entry.sent_at == datetime.fromtimestamp(1764123456.789, UTC)

    def test_message_of_the_account_is_told_by_whom_it_went_to(self):
        entry = entry_of(src=0, from_id="oa", to_id="citizen")
        assert (entry.user_id, entry.is_from_citizen) == ("citizen", False)

    def test_numbers_may_be_strings_and_strings_numbers(self):
        entry = entry_of(src="1", time="1764123456789", from_id=246845883529197922)
        assert (entry.user_id, entry.is_from_citizen) == ("246845883529197922", True)

    @pytest.mark.parametrize(
        "broken",
        [{"time": None}, {"time": "soon"}, {"time": "-1"}, {"time": 10**30}, {"message_id": ""}, {"from_id": None}, {"time": "١٢"}],
    )
    def test_what_cannot_be_read_is_left_out(self, broken):
        assert read_entry(TEXT | broken) is None
        assert read_entry({}) is None


class TestWebhook:
    def test_text_is_told_as_the_vendor_would_have(self):
        assert webhook() == {
            "app_id": "app",
            "sender": {"id": "246845883529197922"},
            "recipient": {"id": "oa"},
            "event_name": "user_send_text",
            "message": {"msg_id": "m1", "text": "xin chào"},
            "timestamp": "1764123456789",
        }

    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("photo", "image"),
            ("voice", "audio"),
            ("GIF", "gif"),
            ("gif", "gif"),
            ("links", "link"),
            ("link", "link"),
            ("sticker", "sticker"),
            ("video", "video"),
            ("file", "file"),
        ],
    )
    def test_media_bring_their_address(self, kind, name):
        told = webhook(type=kind, message="", url="https://f.zdn.vn/1", thumb="https://f.zdn.vn/2", description="chữ")
        assert told["event_name"] == f"user_send_{name}"
        payload = {"url": "https://f.zdn.vn/1", "thumbnail": "https://f.zdn.vn/2", "description": "chữ"}
        assert told["message"]["attachments"] == [{"type": name, "payload": payload}]

    @pytest.mark.parametrize("location", ['{"latitude": "11.5", "longitude": "106.9"}', {"latitude": "11.5", "longitude": "106.9"}])
    def test_location_brings_its_coordinates(self, location):
        told = webhook(type="location", location=location)
        assert told["message"]["attachments"][0]["payload"] == {"coordinates": {"latitude": "11.5", "longitude": "106.9"}}

    @pytest.mark.parametrize("location", ["here", "[1]", 7, None])
    def test_location_that_cannot_be_read_still_counts_as_a_message(self, location):
        assert webhook(type="location", location=location)["message"]["attachments"] == [{"type": "location", "payload": {}}]
