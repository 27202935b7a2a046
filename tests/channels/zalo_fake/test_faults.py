from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from channels.zalo_fake.faults import FaultBox, Faults, Rule
from tests.channels.zalo_fake.vendor import Vendor

_ALL_CODES = [
    *(-32, -100, -200, -201, -204, -205, -209, -210, -211, -212, -213, -214, -216, -217, -218, -219, -220, -221, -223, -224, -227),
    *(-230, -232, -233, -234, -235, -237, -240, -242, -244, -248, -320, -321, -403),
]


async def _texts(vendor: Vendor, user_id: str) -> list[str]:
    return [each["text"] for each in await vendor.phone(user_id) if each["sender"] == "oa"]


async def test_every_error_comes_on_demand_with_http_200_and_once_only(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    for code in _ALL_CODES:
        await vendor.break_with(on="send", fault=str(code), times=1)
        refused = await vendor.text(user_id, "một")
        assert (refused["error"], "data" in refused) == (code, False)
        assert refused["message"] not in ("", "Unknown error")
    assert (await vendor.text(user_id, "hai"))["error"] == 0
    assert await _texts(vendor, user_id) == ["hai"]


@pytest.mark.parametrize("status", [500, 503])
async def test_the_servers_can_be_ill(vendor: Vendor, status: int) -> None:
    user_id = await vendor.citizen()
    await vendor.break_with(on="send", fault=f"http_{status}", times=1)
    response = await vendor.call("POST", "/v3.0/oa/message/cs", json={"recipient": {"user_id": user_id}, "message": {"text": "x"}})
    assert response.status_code == status
    assert await _texts(vendor, user_id) == []


@pytest.mark.parametrize(("fault", "is_taken"), [("timeout_before", False), ("timeout_after", True)])
async def test_no_answer_may_mean_taken_or_not(vendor: Vendor, fault: str, is_taken: bool) -> None:
    user_id = await vendor.citizen()
    await vendor.break_with(on="send", fault=fault, times=1)
    vendor.http.timeout = httpx.Timeout(0.2)
    with pytest.raises(httpx.ReadTimeout):
        await vendor.text(user_id, "một")
    assert await _texts(vendor, user_id) == (["một"] if is_taken else [])


@pytest.mark.parametrize(("fault", "is_taken"), [("reset_before", False), ("reset_after", True)])
async def test_a_connection_that_breaks_may_mean_taken_or_not(vendor: Vendor, fault: str, is_taken: bool) -> None:
    user_id = await vendor.citizen()
    await vendor.break_with(on="send", fault=fault, times=1)
    with pytest.raises(httpx.TransportError):
        await vendor.text(user_id, "một")
    assert await _texts(vendor, user_id) == (["một"] if is_taken else [])


async def test_the_token_endpoint_may_take_a_refresh_and_break_off(vendor: Vendor) -> None:
    await vendor.break_with(on="token", fault="reset_after", times=1)
    with pytest.raises(httpx.TransportError):
        await vendor.refresh(vendor.tokens["refresh_token"])
    assert (await vendor.refresh(vendor.tokens["refresh_token"]))["error"] == -14014


async def test_the_token_endpoint_can_be_too_busy(vendor: Vendor) -> None:
    await vendor.break_with(on="token", fault="-32", times=1)
    refused = await vendor.refresh(vendor.tokens["refresh_token"])
    assert (refused["error"], "error_name" in refused) == (-32, True)
    assert "access_token" in await vendor.refresh(vendor.tokens["refresh_token"])


async def test_a_rule_may_hold_for_one_citizen(vendor: Vendor) -> None:
    one, other = await vendor.citizen(), await vendor.citizen()
    await vendor.break_with(on="send", fault="-244", user_id=one)
    assert [(await vendor.text(each))["error"] for each in (one, other, one)] == [-244, 0, -244]


async def test_calls_can_be_slow(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"latency_ms": [80, 90]}, "PUT")
    await vendor.call("GET", "/v2.0/oa/getoa")
    (call,) = (await vendor.http.get("/fake/calls", params={"operation": "oa"})).json()["calls"]
    assert call["ms"] >= 80


async def test_calls_may_have_to_be_signed(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"sign_calls": True}, "PUT")
    assert (await vendor.call("GET", "/v2.0/oa/getoa")).json()["error"] == -242


async def test_each_call_is_written_down(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    await vendor.break_with(on="send", fault="-32", times=1)
    await vendor.text(user_id)
    await vendor.text(user_id)
    sent = (await vendor.http.get("/fake/calls", params={"operation": "send"})).json()["calls"]
    assert [(call["user_id"], call["status"], call["error"], call["fault"]) for call in sent] == [
        (user_id, 200, -32, "-32"),
        (user_id, 200, None, None),
    ]
    assert (await vendor.http.get("/fake/calls", params={"after": sent[-1]["number"]})).json()["calls"] == []


async def test_put_puts_back_to_normal_what_it_leaves_out(vendor: Vendor) -> None:
    await vendor.control("/fake/faults", {"hang_seconds": 3, "rules": [{"fault": "-32"}]}, "PUT")
    await vendor.control("/fake/faults", {"seen": False}, "PUT")
    assert await vendor.control("/fake/faults", method="GET") == Faults(seen=False).model_dump(mode="json")


def test_the_same_seed_draws_the_same_lots() -> None:
    def drawn(seed: int) -> list[str | None]:
        box = FaultBox()
        box.replace(Faults(seed=seed, rules=[Rule(on="send", fault="-200", rate=0.3)]))
        return [box.for_call("send", "1") for _ in range(200)]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
    assert 30 < drawn(7).count("-200") < 90


@pytest.mark.parametrize(
    "rule",
    [
        {"fault": "bad_mac"},
        {"on": "webhook", "fault": "-230"},
        {"on": "nowhere", "fault": "-32"},
        {"fault": "-x"},
        {"fault": "-32", "rates": 1},
    ],
)
def test_a_fault_that_does_not_exist_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rule.model_validate(rule)


async def test_a_phone_can_be_watched_until_something_comes(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    waiting = asyncio.create_task(vendor.phone(user_id, after=1, wait=5))
    await vendor.text(user_id, "đây ạ")
    assert [each["text"] for each in await waiting] == ["đây ạ"]
    assert await vendor.phone(user_id, after=2) == []


async def test_a_reset_forgets_all_but_the_grant(vendor: Vendor) -> None:
    await vendor.citizen()
    await vendor.control("/fake/clock", {"advance_seconds": 60})
    await vendor.control("/fake/reset")
    state = await vendor.control("/fake/state", method="GET")
    assert (state["citizens"], state["webhooks"], state["calls"], state["ahead_seconds"], state["is_granted"]) == (0, 0, 0, 0, True)
    assert (await vendor.text(await vendor.citizen()))["error"] == 0


async def test_what_nobody_knows_is_refused(vendor: Vendor) -> None:
    user_id = await vendor.citizen()
    for path, body in (("/fake/faults/rules", {"fault": "-32", "often": 1}), (f"/fake/citizens/{user_id}/messages", {"kind": "opera"})):
        assert (await vendor.http.post(path, json=body)).status_code == 422
    assert (await vendor.http.get("/fake/citizens/12345/messages")).status_code == 404
