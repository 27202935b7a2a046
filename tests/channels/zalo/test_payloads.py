from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.zalo.payloads import BadPayload, Info, key_of, read_event
from tests.channels.zalo import vendor
from tests.channels.zalo.vendor import APP_ID, OA_ID, USER, raw

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


class TestReadEvent:
    def test_text_of_a_citizen(self) -> None:
        at = datetime(2026, 11, 26, 1, 2, 3, 456_000, tzinfo=UTC)
        event = read_event(vendor.said("Làm khai sinh?", msg_id="96d3", at=at, quote_msg_id="77"))
        assert (event.name, event.user_id, event.oa_id, event.app_id) == ("user_send_text", USER, OA_ID, APP_ID)
        assert (event.text, event.msg_id, event.quoted_id, event.sent_at) == ("Làm khai sinh?", "96d3", "77", at)

    def test_text_is_composed(self) -> None:
        assert read_event(vendor.said(unicodedata.normalize("NFD", "Đăng ký tạm trú"))).text == "Đăng ký tạm trú"

    def test_time_of_twelve_digits_is_milliseconds_too(self) -> None:
        assert read_event(raw({"event_name": "follow", "timestamp": "154390853474"})).sent_at.year == 1974

    def test_seconds_are_seconds(self) -> None:
        assert read_event(raw({"event_name": "follow", "timestamp": 1540368141})).sent_at.year == 2018

    def test_console_says_who_wrote_and_the_citizen_is_the_recipient(self) -> None:
        event = read_event(vendor.echo("Chào chị", admin_id="991"))
        assert (event.user_id, event.oa_id, event.admin_id) == (USER, OA_ID, "991")

    @pytest.mark.parametrize("body", [vendor.followed(), vendor.chat_opened(), vendor.withdrawn(), vendor.submitted(name="A")])
    def test_citizen_is_found_wherever_an_event_names_them(self, body: bytes) -> None:
        assert read_event(body).user_id == USER

    def test_receipts_name_one_message_or_several(self) -> None:
        assert read_event(vendor.receipt("m1", seen=False)).receipt_ids == ("m1",)
        assert read_event(vendor.receipt("m1", "m2", seen=True)).receipt_ids == ("m1", "m2")

    def test_phone_number_of_a_receipt_is_nobodys_id(self) -> None:
        event = read_event(vendor.phone_receipt())
        assert event.is_phone_receipt
        assert event.user_id == ""

    def test_attachments_with_what_they_have(self) -> None:
        file = {"size": "1024000", "name": "a.pdf", "checksum": "x", "type": "pdf", "url": "http://f.zdn.vn/a.pdf"}
        place = {"coordinates": {"latitude": "10.764", "longitude": "106.656"}}
        assert [(item.kind, item.name, item.url) for item in read_event(vendor.sent("file", file)).items] == [
            ("file", "a.pdf", "http://f.zdn.vn/a.pdf")
        ]
        [item] = read_event(vendor.sent("location", place)).items
        assert (item.latitude, item.longitude) == (10.764, 106.656)

    @pytest.mark.parametrize("latitude", ["91", "nan", "x", None, True, [], "1e999"])
    def test_place_that_is_none_has_no_coordinates(self, latitude: object) -> None:
        [item] = read_event(vendor.sent("location", {"coordinates": {"latitude": latitude, "longitude": "106.6"}})).items
        assert item.latitude is None

    def test_form_with_the_address_of_two_levels(self) -> None:
        address = {"user_city": "Đồng Nai", "user_ward": "Phường Trấn Biên", "user_address": "1 Cách Mạng"}
        body = vendor.submitted(name="Nguyễn Văn A", phone=84912345678, full_address=address)
        assert read_event(body).info == Info("Nguyễn Văn A", "84912345678", "1 Cách Mạng, Phường Trấn Biên, Đồng Nai")

    def test_numbers_stand_for_strings(self) -> None:
        body = raw({"event_name": "user_send_text", "timestamp": 1540368141908, "sender": {"id": int(USER)}, "message": {"msg_id": 96}})
        event = read_event(body)
        assert (event.user_id, event.msg_id, event.timestamp) == (USER, "96", "1540368141908")

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b"{}",
            b"\xff\xfe{}",
            raw({"event_name": "follow"}),
            raw({"timestamp": "1540368141908"}),
            raw({"event_name": "", "timestamp": "1540368141908"}),
            raw({"event_name": "follow", "timestamp": "now"}),
            raw({"event_name": "follow", "timestamp": "-1"}),
            raw({"event_name": "follow", "timestamp": "9" * 16}),
            raw({"event_name": "follow", "timestamp": None}),
            b"[" * 100_000,
            '{"event_name":"follow","timestamp":"1540368141908"}'.encode("utf-16"),
        ],
    )
    def test_what_is_no_event_is_refused(self, body: bytes) -> None:
        with pytest.raises(BadPayload):
            read_event(body)

    @given(rest=st.dictionaries(st.sampled_from(["sender", "recipient", "message", "follower", "info", "app_id", "oa_id"]), ANY_JSON))
    def test_whatever_stands_in_the_fields_it_is_read_or_refused(self, rest: dict[str, Any]) -> None:
        event = read_event(json.dumps({"event_name": "user_send_text", "timestamp": "1540368141908"} | rest).encode())
        assert isinstance(event.user_id + event.text + event.msg_id, str)
        (event.user_id + event.msg_id + event.app_id + event.text).encode()

    @given(message=st.dictionaries(st.sampled_from(["text", "msg_id", "msg_ids", "attachments", "quote_msg_id"]), ANY_JSON))
    def test_whatever_a_message_holds_it_is_read_or_refused(self, message: dict[str, Any]) -> None:
        data = {"event_name": "user_send_image", "timestamp": "1540368141908", "sender": {"id": USER}, "message": message}
        assert read_event(json.dumps(data).encode()).user_id == USER

    @given(body=st.binary(max_size=60))
    def test_any_bytes_are_no_worse_than_refused(self, body: bytes) -> None:
        with pytest.raises(BadPayload):
            read_event(body)


class TestKey:
    def test_message_has_one_key_however_its_body_is_written(self) -> None:
        one = vendor.said("a", msg_id="m1")
        other = one.replace(b'":"', b'": "')
        assert key_of(read_event(one), one) == key_of(read_event(other), other) == "msg:m1"

    def test_echo_is_another_thing_than_the_message_of_that_name(self) -> None:
        body = vendor.echo("a", msg_id="m1")
        assert key_of(read_event(body), body) == "echo:m1"

    def test_event_without_a_name_of_its_own_has_its_bodys(self) -> None:
        one, other = vendor.followed(at=datetime(2026, 1, 1, tzinfo=UTC)), vendor.followed(at=datetime(2026, 1, 2, tzinfo=UTC))
        assert key_of(read_event(one), one) != key_of(read_event(other), other)
