from __future__ import annotations

import hashlib
import json
import time
import unicodedata
from typing import Any

import pytest

from channels.zalo_fake.identity import APP_ID, OA_ID, OA_SECRET_KEY
from channels.zalo_fake.payloads import signature
from tests.channels.zalo_fake.vendor import Vendor
from tests.working import until


def _mac(raw: bytes, first: str = APP_ID) -> str:
    timestamp = str(json.loads(raw)["timestamp"])
    return hashlib.sha256(first.encode() + raw + timestamp.encode() + OA_SECRET_KEY.encode()).hexdigest()


async def _spoilt(vendor: Vendor, fault: str, text: str = "Xin chào") -> tuple[bytes, list[str]]:
    await vendor.break_with(on="webhook", fault=fault, times=1)
    user_id = await vendor.citizen(wrote=False)
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"text": text})

    async def got() -> bool:
        return bool(vendor.receiver.got)

    await until(got)
    raw, headers = vendor.receiver.got[0]
    return raw, [value for name, value in headers if name == "x-zevent-signature"]


async def test_a_message_is_told_with_ids_and_times_as_strings_and_the_right_signature(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.receiver.event("user_send_text")
    raw, headers = vendor.receiver.got[0]
    body, told = json.loads(raw), dict(headers)
    assert body["app_id"] == APP_ID
    assert (body["sender"], body["recipient"]) == ({"id": user_id}, {"id": OA_ID})
    assert body["message"] == {"text": "Xin chào", "msg_id": (await vendor.phone(user_id))[0]["message_id"]}
    assert abs(int(body["timestamp"]) - time.time() * 1000) < 5000
    assert isinstance(body["timestamp"], str)
    assert told["x-zevent-signature"] == f"mac={_mac(raw)}"
    assert "num_retry" not in told


def test_the_signature_is_a_plain_hash_of_the_four_in_their_order() -> None:
    raw = b'{"a":1}'
    assert signature(raw, "17", "app") == hashlib.sha256(b"app" + raw + b"17" + OA_SECRET_KEY.encode()).hexdigest()


@pytest.mark.parametrize(
    ("said", "event", "kind", "payload"),
    [
        ({"kind": "image"}, "user_send_image", "image", {"thumbnail", "url"}),
        ({"kind": "gif"}, "user_send_gif", "gif", {"thumbnail", "url"}),
        ({"kind": "link"}, "user_send_link", "link", {"thumbnail", "description", "url"}),
        ({"kind": "audio"}, "user_send_audio", "audio", {"url"}),
        ({"kind": "video"}, "user_send_video", "video", {"url", "thumbnail", "description"}),
        ({"kind": "sticker"}, "user_send_sticker", "sticker", {"url", "id"}),
        ({"kind": "location"}, "user_send_location", "location", {"coordinates"}),
        ({"kind": "file"}, "user_send_file", "file", {"size", "name", "checksum", "type", "url"}),
        ({"kind": "business_card"}, "user_send_business_card", "link", {"thumbnail", "description", "url"}),
    ],
)
async def test_each_kind_has_its_event_and_attachment(vendor: Vendor, said: Any, event: str, kind: str, payload: set[str]) -> None:
    user_id = await vendor.citizen(wrote=False)
    await vendor.control(f"/fake/citizens/{user_id}/messages", said)
    (attachment,) = (await vendor.receiver.event(event))["message"]["attachments"]
    assert attachment["type"] == kind
    assert attachment["payload"].keys() == payload


async def test_coordinates_are_strings(vendor: Vendor) -> None:
    user_id = await vendor.citizen(wrote=False)
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"kind": "location", "latitude": "10.764", "longitude": "106.656"})
    (attachment,) = (await vendor.receiver.event("user_send_location"))["message"]["attachments"]
    assert attachment["payload"] == {"coordinates": {"latitude": "10.764", "longitude": "106.656"}}


async def test_following_leaving_and_withdrawing_are_told(vendor: Vendor) -> None:
    user_id = await vendor.citizen(wrote=False)
    for deed in ("follow", "unfollow", "withdraw", "click-chatnow"):
        await vendor.control(f"/fake/citizens/{user_id}/{deed}")
    follow = await vendor.receiver.event("follow")
    assert (follow["follower"], follow["oa_id"], follow["source"]) == ({"id": user_id}, OA_ID, "oa_profile")
    assert (await vendor.receiver.event("unfollow"))["follower"] == {"id": user_id}
    for name in ("user_withdraw", "user_click_chatnow"):
        assert (await vendor.receiver.event(name))["user_id"] == user_id


async def test_data_that_are_handed_in_have_an_address_of_two_levels(vendor: Vendor) -> None:
    user_id = await vendor.citizen(wrote=False)
    await vendor.control(f"/fake/citizens/{user_id}/submit-info", {"name": "Trần Thị Thử", "phone": "84900000001"})
    told = await vendor.receiver.event("user_submit_info")
    assert told["sender"] == {"id": user_id}
    assert told["info"].keys() == {"name", "phone", "user_dob", "gender", "full_address"}
    assert told["info"]["full_address"].keys() == {"user_city", "user_ward", "user_address"}


async def test_a_reaction_and_a_quote_name_the_message(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    sent = (await vendor.text(user_id))["data"]["message_id"]
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"kind": "reaction", "text": "/-heart", "quote_msg_id": sent})
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"text": "câu này ạ", "quote_msg_id": sent})
    assert (await vendor.receiver.event("user_reacted_message"))["message"] == {"msg_id": sent, "react_icon": "/-heart"}
    assert (await vendor.receiver.event("user_send_text", 2))["message"]["quote_msg_id"] == sent


@pytest.mark.parametrize(
    ("fault", "signatures"), [("missing_mac", 0), ("bad_mac", 1), ("oa_id_mac", 1), ("bare_mac", 1), ("double_mac", 2)]
)
async def test_signatures_can_be_spoilt(vendor: Vendor, fault: str, signatures: int) -> None:
    raw, given = await _spoilt(vendor, fault)
    assert len(given) == signatures
    assert (f"mac={_mac(raw)}" in given) == (fault == "double_mac")
    assert (given == [_mac(raw)]) == (fault == "bare_mac")
    assert (given == [f"mac={_mac(raw, OA_ID)}"]) == (fault == "oa_id_mac")


async def test_an_old_timestamp_is_signed_all_the_same(vendor: Vendor) -> None:
    raw, given = await _spoilt(vendor, "old_timestamp")
    assert time.time() * 1000 - int(json.loads(raw)["timestamp"]) > 29 * 60 * 1000
    assert given == [f"mac={_mac(raw)}"]


async def test_text_can_come_taken_apart(vendor: Vendor) -> None:
    raw, _ = await _spoilt(vendor, "nfd", "Đổi căn cước")
    text = json.loads(raw)["message"]["text"]
    assert text != "Đổi căn cước"
    assert unicodedata.normalize("NFC", text) == "Đổi căn cước"


async def test_numbers_can_stand_where_strings_belong_and_fields_nobody_knows(vendor: Vendor) -> None:
    await vendor.break_with(on="webhook", fault="unknown_fields", times=1)
    raw, given = await _spoilt(vendor, "numbers")
    body = json.loads(raw)
    assert isinstance(body["sender"]["id"], int)
    assert isinstance(body["timestamp"], int)
    assert "reorder_id" in body
    assert given == [f"mac={_mac(raw)}"]


async def test_bodies_can_be_broken_or_huge(vendor: Vendor) -> None:
    raw, _ = await _spoilt(vendor, "broken_json")
    with pytest.raises(json.JSONDecodeError):
        json.loads(raw)
    vendor.receiver.got.clear()
    raw, _ = await _spoilt(vendor, "five_megabytes")
    assert len(raw) > 5_000_000


async def test_a_webhook_can_come_twice_late_or_never(vendor: Vendor) -> None:
    user_id = await vendor.citizen(wrote=False)
    say = f"/fake/citizens/{user_id}/messages"
    for fault, text in (("out_of_order", "một"), ("duplicate", "hai"), ("drop", "ba")):
        await vendor.break_with(on="webhook", fault=fault, times=1)
        await vendor.control(say, {"text": text})

    async def all_there() -> bool:
        return len(vendor.receiver.got) >= 3

    await until(all_there)
    assert [body["message"]["text"] for body in vendor.receiver.events()] == ["hai", "hai", "một"]
    assert [each["state"] for each in await vendor.webhooks()] == ["delivered", "delivered", "dropped"]


async def test_what_is_not_answered_with_200_is_tried_again_with_the_same_bytes(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"retry_speed": 3000}, "PUT")
    vendor.receiver.status = 503
    await vendor.citizen()

    async def tried() -> bool:
        return len(vendor.receiver.got) >= 2

    await until(tried)
    vendor.receiver.status = 200

    async def delivered() -> bool:
        return (await vendor.webhooks())[0]["state"] == "delivered"

    await until(delivered)
    assert len({raw for raw, _ in vendor.receiver.got}) == 1
    numbers = [dict(headers).get("num_retry") for _, headers in vendor.receiver.got]
    assert numbers == [None, *(str(number) for number in range(1, len(numbers)))]


async def test_after_the_last_retry_nothing_is_sent_until_it_is_switched_on_again(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"retry_speed": 1_000_000}, "PUT")
    vendor.receiver.status = 500
    user_id = await vendor.citizen()

    async def ended() -> bool:
        return not (await vendor.control("/fake/state", method="GET"))["is_subscribed"]

    await until(ended)
    vendor.receiver.status = 200
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"text": "có ai không"})
    log = await vendor.webhooks()
    assert [(each["state"], len(each["attempts"])) for each in log] == [("given_up", 6), ("unsubscribed", 0)]
    await vendor.control("/fake/webhooks/subscribe")
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"text": "alô"})
    assert (await vendor.receiver.event("user_send_text", 7))["message"]["text"] == "alô"


async def test_an_answer_that_takes_too_long_counts_as_none(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"webhook_seconds": 0.05, "webhook_retries": False}, "PUT")
    vendor.receiver.is_slow = True
    await vendor.citizen()

    async def given_up() -> bool:
        return (await vendor.webhooks())[0]["state"] == "given_up"

    await until(given_up)
    (attempt,) = (await vendor.webhooks())[0]["attempts"]
    assert (attempt["status"], attempt["trouble"]) == (None, "timeout")


async def test_a_storm_writes_in_turn_for_every_citizen(vendor: Vendor) -> None:
    user_ids = (await vendor.control("/fake/storm", {"citizens": 3, "messages": 9, "seconds": 0, "texts": ["a", "b", "c"]}))["user_ids"]

    async def all_there() -> bool:
        return len(vendor.receiver.events("user_send_text")) == 9

    await until(all_there)
    for user_id in user_ids:
        assert [each["text"] for each in await vendor.phone(user_id)] == ["a", "b", "c"]


async def test_any_event_can_be_sent(vendor: Vendor) -> None:
    await vendor.control("/fake/events", {"event": {"app_id": APP_ID, "event_name": "user_dances"}})
    assert (await vendor.receiver.event("user_dances"))["timestamp"].isdecimal()
