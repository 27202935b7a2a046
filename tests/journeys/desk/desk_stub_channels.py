"""The stand-in desk's channel: connected by a vendor who lets everybody in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.desk import desk_stub_data as data

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route
    from tests.journeys.desk.desk_stub_world import World

STATE, CODE, OA_ID = "state-of-lan", "code-of-the-vendor", "388613280878808645"


def zalo(**parts: Any) -> dict[str, Any]:
    return {
        "mode": "live",
        "account": None,
        "last_heard_at": data.ago(minutes=3),
        "missing_settings": [],
        "sending": {"waiting": 2, "sent": 148, "failed": 1, "oldest_waiting_at": data.ago(minutes=1)},
        "console": {
            "app_id": "360846524940903967",
            "redirect_url": "https://1022.dongnai.test/zalo/callback",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "webhook_url": "https://1022.dongnai.test/zalo/webhook",
        },
        "alarms": [],
    } | parts


def account(**parts: Any) -> dict[str, Any]:
    moments = {"connected_at": data.ago(days=9), "access_until": data.ago(days=-1), "grant_until": data.ago(days=-81)}
    return {"id": OA_ID, "name": "Tổng đài 1022 tỉnh Đồng Nai", "is_dead": False} | moments | parts


def alarm(title: str) -> dict[str, Any]:
    instruction = "Ở developers.zalo.me, mục Webhook: kiểm tra địa chỉ webhook, rồi thử nhắn cho Official Account một câu."
    moments = {"began_at": data.ago(minutes=4), "last_at": data.ago()}
    return {"id": data.new_id(), "kind": "silent", "title": title, "instruction": instruction} | moments


def _connect(world: World, asked: Asked) -> Any:
    # The vendor's page, whose administrator says yes at once, is this page again.
    return {"url": f"/desk/#/channels?state={STATE}&code={CODE}&oa_id={OA_ID}"}


def _grant(world: World, asked: Asked) -> None:
    world.posts.append({"grant": asked.body})
    world.zalo["account"] = account()


def _disconnect(world: World, asked: Asked) -> None:
    world.zalo["account"] = None


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "channels/alarms"): lambda world, _: world.zalo["alarms"],
    ("GET", "channels/zalo"): lambda world, _: world.zalo,
    ("POST", "channels/zalo/connect"): _connect,
    ("POST", "channels/zalo/grant"): _grant,
    ("DELETE", "channels/zalo/grant"): _disconnect,
}
