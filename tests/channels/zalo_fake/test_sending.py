from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from channels.zalo_fake.clock import DAY, HOUR
from channels.zalo_fake.identity import OA_ID
from tests.channels.zalo_fake.vendor import Vendor


def _image(form: str = "JPEG") -> bytes:
    to = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(to, form)
    return to.getvalue()


async def _uploaded(vendor: Vendor, kind: str, name: str, content: bytes) -> dict[str, Any]:
    response = await vendor.call("POST", f"/v2.0/oa/upload/{kind}", files={"file": (name, content)})
    assert response.status_code == 200
    return response.json()


def _media(**element: str) -> dict[str, Any]:
    return {"attachment": {"type": "template", "payload": {"template_type": "media", "elements": [{"media_type": "image", **element}]}}}


async def test_a_text_reaches_the_phone_and_costs_nothing_within_two_days(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    answer = await vendor.text(user_id, "Cần tờ khai CC01.")
    phone = await vendor.phone(user_id)
    assert [(each["sender"], each["text"]) for each in phone] == [("citizen", "Xin chào"), ("oa", "Cần tờ khai CC01.")]
    assert answer["data"]["message_id"] == phone[1]["message_id"]
    assert answer["data"]["user_id"] == user_id
    assert answer["data"]["sent_time"].isdecimal()
    assert answer["data"]["quota"] == {"quota_type": "reply"}


async def test_from_two_days_to_seven_a_message_costs_money(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.control("/fake/clock", {"advance_seconds": 48 * HOUR + 60})
    await vendor.connect()
    answer = await vendor.text(user_id)
    assert answer["error"] == 0
    assert "quota" not in answer["data"]
    assert (await vendor.control("/fake/citizens", method="GET"))[0]["charged"] == 1


async def test_after_seven_days_nothing_can_be_sent_until_the_citizen_writes(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.control("/fake/clock", {"advance_seconds": 7 * DAY + 60})
    await vendor.connect()
    assert (await vendor.text(user_id))["error"] == -230
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"text": "Còn đó không?"})
    assert (await vendor.text(user_id))["error"] == 0


async def test_who_never_wrote_cannot_be_written_to(vendor: Vendor) -> None:
    assert (await vendor.text(await vendor.citizen(wrote=False)))["error"] == -230
    assert (await vendor.text("9999999999999999999"))["error"] == -201


async def test_who_left_or_blocked_cannot_be_written_to(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.control(f"/fake/citizens/{user_id}/unfollow")
    assert (await vendor.text(user_id))["error"] == -213
    await vendor.control(f"/fake/citizens/{user_id}/follow")
    assert (await vendor.text(user_id))["error"] == 0
    await vendor.control(f"/fake/citizens/{user_id}/block", {"code": -217})
    assert (await vendor.text(user_id))["error"] == -217
    await vendor.control(f"/fake/citizens/{user_id}/block", {"code": None})
    assert (await vendor.text(user_id))["error"] == 0


async def test_two_thousand_characters_are_the_most(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    assert (await vendor.text(user_id, "ữ" * 2000))["error"] == 0
    assert (await vendor.text(user_id, "ữ" * 2001))["error"] == -210
    # The same 2,000 letters, each taken apart into a letter and its marks.
    assert (await vendor.text(user_id, "u\u031b\u0303" * 2000))["error"] == -210


@pytest.mark.parametrize("message", [{}, {"text": ""}, {"text": "  "}, {"text": 5}, {"attachment": "x"}])
async def test_a_message_without_content_is_refused(vendor: Vendor, message: dict[str, Any]) -> None:
    assert (await vendor.send(await vendor.citizen(), message))["error"] == -201


async def test_an_uploaded_image_is_shown_on_the_phone(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    uploaded = await _uploaded(vendor, "image", "a.jpg", _image())
    assert (await vendor.send(user_id, _media(attachment_id=uploaded["data"]["attachment_id"])))["error"] == 0
    shown = (await vendor.phone(user_id))[-1]
    assert shown["kind"] == "image"
    path = shown["attachment"]["url"].removeprefix("http://fake.test")
    assert (await vendor.http.get(path)).content == _image()


async def test_an_uploaded_file_is_shown_with_its_name(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    token = (await _uploaded(vendor, "file", "mau.pdf", b"%PDF-1.4 ..."))["data"]["token"]
    assert (await vendor.send(user_id, {"attachment": {"type": "file", "payload": {"token": token}}}))["error"] == 0
    shown = (await vendor.phone(user_id))[-1]
    assert (shown["kind"], shown["attachment"]["name"]) == ("file", "mau.pdf")


@pytest.mark.parametrize(
    ("kind", "name", "content", "error"),
    [
        ("image", "a.jpg", b"\xff\xd8\xff" + bytes(1024 * 1024), -210),
        ("image", "a.jpg", b"<html>", -201),
        ("image", "a.gif", b"GIF89a...", -201),
        ("file", "a.pdf", b"%PDF" + bytes(5 * 1024 * 1024), -210),
        ("file", "a.exe", b"MZ......", -201),
        ("video", "a.mp4", b"....ftyp", -201),
        ("file", "a.csv", b"a;b", 0),
        ("image", "a.png", _image("PNG"), 0),
    ],
)
async def test_only_the_right_kinds_and_sizes_are_taken(vendor: Vendor, kind: str, name: str, content: bytes, error: int) -> None:
    assert (await _uploaded(vendor, kind, name, content))["error"] == error


async def test_an_upload_dies_after_seven_days(vendor: Vendor) -> None:
    uploaded = await _uploaded(vendor, "image", "a.jpg", _image())
    await vendor.control("/fake/clock", {"advance_seconds": 7 * DAY + 60})
    await vendor.connect()
    user_id = await vendor.citizen()
    assert (await vendor.send(user_id, _media(attachment_id=uploaded["data"]["attachment_id"])))["error"] == -100
    assert (await vendor.send(user_id, _media(attachment_id="never")))["error"] == -201


async def test_an_image_has_an_address_or_an_id_and_not_both(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    assert (await vendor.send(user_id, _media(url="https://example.org/a.jpg")))["error"] == 0
    assert (await vendor.send(user_id, _media(url="https://example.org/a.jpg", attachment_id="x")))["error"] == -201
    assert (await vendor.send(user_id, _media()))["error"] == -201


async def test_lists_and_requests_for_data_have_their_limits(vendor: Vendor) -> None:
    user_id = await vendor.citizen()

    def template(kind: str, elements: int, buttons: int = 0) -> dict[str, Any]:
        payload = {"template_type": kind, "elements": [{"title": "t"}] * elements, "buttons": [{"title": "b"}] * buttons}
        return {"attachment": {"type": "template", "payload": payload}}

    assert (await vendor.send(user_id, template("list", 5, 5)))["error"] == 0
    assert (await vendor.send(user_id, template("list", 6)))["error"] == -233
    assert (await vendor.send(user_id, template("list", 1, 6)))["error"] == -233
    assert (await vendor.send(user_id, template("request_user_info", 1)))["error"] == 0
    assert (await vendor.send(user_id, template("request_user_info", 2)))["error"] == -233
    assert (await vendor.send(user_id, template("carousel", 1)))["error"] == -233


async def test_each_message_comes_back_as_an_echo_and_then_as_received_and_seen(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"received_after_ms": 10, "seen_after_ms": 30}, "PUT")
    user_id = await vendor.citizen()
    message_id = (await vendor.text(user_id))["data"]["message_id"]
    echo = await vendor.receiver.event("oa_send_text")
    assert (echo["sender"], echo["recipient"]) == ({"id": OA_ID}, {"id": user_id})
    assert echo["message"] == {"msg_id": message_id, "text": "Chào anh/chị"}
    assert (await vendor.receiver.event("user_received_message"))["message"] == {"msg_id": message_id}
    assert (await vendor.receiver.event("user_seen_message"))["message"] == {"msg_ids": [message_id]}
    shown = (await vendor.phone(user_id))[-1]
    assert shown["sent_at"] <= shown["received_at"] <= shown["seen_at"]


async def test_an_official_at_the_vendors_page_is_told_by_the_id_of_the_admin(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.control(f"/fake/console/{user_id}", {"text": "Tôi xử lý việc này."})
    echo = await vendor.receiver.event("oa_send_text")
    assert echo["sender"]["id"] == OA_ID
    assert echo["sender"]["admin_id"].isdecimal()
    assert [each["sender"] for each in await vendor.phone(user_id)] == ["citizen", "console"]


async def test_only_reactions_come_by_the_old_way(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    message_id = (await vendor.phone(user_id))[0]["message_id"]
    reaction = {"recipient": {"user_id": user_id}, "sender_action": {"react_icon": "/-strong", "react_message_id": message_id}}
    assert (await vendor.call("POST", "/v2.0/oa/message", json=reaction)).json()["error"] == 0
    old = {"recipient": {"user_id": user_id}, "message": {"text": "x"}}
    assert (await vendor.call("POST", "/v2.0/oa/message", json=old)).json()["error"] == -240
