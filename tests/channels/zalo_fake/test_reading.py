from __future__ import annotations

import time

from channels.zalo_fake.clock import DAY
from channels.zalo_fake.identity import OA_ID, OA_NAME
from tests.channels.zalo_fake.vendor import Vendor


async def test_a_citizens_profile_has_the_name(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    profile = (await vendor.ask("/v3.0/oa/user/detail", user_id=user_id))["data"]
    assert (profile["user_id"], profile["display_name"], profile["user_is_follower"]) == (user_id, "Trần Thị Thử", False)
    assert (await vendor.ask("/v3.0/oa/user/detail", user_id="12345"))["error"] == -201


async def test_the_account_says_who_it_is(vendor: Vendor) -> None:
    account = (await vendor.ask("/v2.0/oa/getoa"))["data"]
    assert (account["oa_id"], account["name"]) == (OA_ID, OA_NAME)


async def test_history_is_newest_first_and_says_who_spoke(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    sent = await vendor.text(user_id, "Dạ, xin chào.")
    await vendor.control(f"/fake/citizens/{user_id}/messages", {"kind": "location", "latitude": "11.5", "longitude": "106.9"})
    history = (await vendor.ask("/v2.0/oa/conversation", user_id=user_id, offset=0, count=10))["data"]
    assert [(entry["src"], entry["type"], entry["message"]) for entry in history] == [
        (1, "location", ""),
        (0, "text", "Dạ, xin chào."),
        (1, "text", "Xin chào"),
    ]
    assert history[1]["message_id"] == sent["data"]["message_id"]
    assert (history[2]["from_id"], history[2]["to_id"]) == (user_id, OA_ID)
    assert abs(history[0]["time"] - time.time() * 1000) < 5000
    assert history[0]["location"] == '{"latitude": "11.5", "longitude": "106.9"}'


async def test_history_comes_in_pages_of_ten_at_most(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    for number in range(11):
        await vendor.control(f"/fake/citizens/{user_id}/messages", {"text": f"câu {number}"})
    first = (await vendor.ask("/v2.0/oa/conversation", user_id=user_id, offset=0, count=10))["data"]
    rest = (await vendor.ask("/v2.0/oa/conversation", user_id=user_id, offset=10, count=10))["data"]
    assert [entry["message"] for entry in first] == [f"câu {number}" for number in range(10, 0, -1)]
    assert [entry["message"] for entry in rest] == ["câu 0", "Xin chào"]
    assert (await vendor.ask("/v2.0/oa/conversation", user_id=user_id, offset=0, count=11))["error"] == -210
    assert (await vendor.ask("/v2.0/oa/conversation", user_id=user_id, offset="a", count=1))["error"] == -201


async def test_recent_chats_show_the_last_message_of_each_citizen(vendor: Vendor) -> None:
    first, second = await vendor.citizen(), await vendor.citizen()
    await vendor.citizen(wrote=False)
    await vendor.control(f"/fake/citizens/{first}/messages", {"text": "tôi hỏi lại"})
    recent = (await vendor.ask("/v2.0/oa/listrecentchat", offset=0, count=10))["data"]
    assert [(entry["from_id"], entry["message"]) for entry in recent] == [(first, "tôi hỏi lại"), (second, "Xin chào")]


async def test_the_quota_tells_when_the_citizen_was_last_there(vendor: Vendor) -> None:
    user_id = await vendor.citizen()

    async def asked() -> dict[str, object]:
        return (await vendor.call("POST", "/v3.0/oa/quota/message", json={"user_id": user_id})).json()["data"]

    now = await asked()
    assert now["cs_reply"] == {"quota_type": "reply"}
    await vendor.control("/fake/clock", {"advance_seconds": 3 * DAY})
    await vendor.connect()
    later = await asked()
    assert later["cs_reply"] == {}
    # The program's clock has not moved, so the citizen has been silent for three days on it.
    assert abs(int(str(now["last_interaction"])) - int(str(later["last_interaction"])) - 3 * DAY * 1000) < 5


async def test_what_the_vendor_does_not_know_is_a_page(vendor: Vendor) -> None:
    for method, path in (("GET", "/v9.0/oa/unheard"), ("POST", "/v2.0/oa/getoa"), ("POST", "/v3.0/oa/message/transaction")):
        response = await vendor.call(method, path)
        assert response.status_code == 404
        assert response.headers["content-type"].startswith("text/html")


async def test_every_call_tells_how_many_are_left_and_too_many_are_refused(vendor: Vendor) -> None:
    await vendor.control("/fake/reset")
    await vendor.control("/fake/faults", {"calls_per_minute": 2}, "PUT")
    answers = [await vendor.call("GET", "/v2.0/oa/getoa") for _ in range(3)]
    assert [answer.headers["X-RateLimit-Remain"] for answer in answers] == ["1", "0", "0"]
    assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"2"}
    assert [(answer.status_code, answer.json()["error"]) for answer in answers] == [(200, 0), (200, 0), (200, -32)]


async def test_a_call_refused_on_purpose_for_its_pace_says_that_none_is_left(vendor: Vendor) -> None:
    await vendor.break_with(on="oa", fault="-32", times=1)
    assert (await vendor.call("GET", "/v2.0/oa/getoa")).headers["X-RateLimit-Remain"] == "0"
