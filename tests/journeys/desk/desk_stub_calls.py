"""The stand-in desk's calls: one that waits, what was asked of it, and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from conversations.calls.wav import BYTES_A_SECOND, read_wav
from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk.desk_stub_world import Conversation, Refusal, World

if TYPE_CHECKING:
    from tests.journeys.desk.desk_stub_routes import Asked, Route


class _Silence:
    length = BYTES_A_SECOND

    def read(self, start: int, end: int) -> Iterator[bytes]:
        yield b"\xd5" * (min(end, self.length) - start)


# A-law, two sides, as the program sends it.
SECOND_OF_SILENCE = b"".join(read_wav(_Silence(), 0, 1 << 20))
TOTALS = {
    "calls": 40,
    "answered": 36,
    "abandoned": 3,
    "utterances": 120,
    "understood": 108,
    "handed_over": 6,
    "transferred": 2,
    "first_word_p50_ms": 320,
    "response_p50_ms": 780,
    "response_p95_ms": 1420,
    "length_average_seconds": 95,
    "confidence": 0.91,
}


def call_of(call_id: str) -> dict[str, Any]:
    return {
        "id": call_id,
        "is_live": True,
        "may_be_sent": True,
        "caller_masked": "•••••••678",
        "began_at": data.ago(minutes=1),
        "ended_at": None,
        "ending": "",
        "is_recorded": False,
    }


def add_call(world: World, body: dict[str, Any]) -> None:
    """`url`: where its sound is; then it waits in the queue, and rings. `owner`: (id, name) of who talks with it already."""
    world.calls_url = body["url"]
    world.me |= {"takes_calls": True, "extension": body.get("extension", "")}
    call = call_of("call-1")
    since = data.ago(minutes=body.get("minutes", 30))
    waits: dict[str, Any] = {"queued_at": since, "waiting_since": since, "channel": "phone", "call": call}
    if body.get("owner"):
        waits |= {"owner_id": body["owner"][0], "owner_name": body["owner"][1], "queued_at": None}
    made = Conversation("conv-call", "", "operator" if body.get("owner") else "queue", **waits)
    made.say("bot", "Tổng đài 1022 xin nghe.")
    made.say("citizen", "cho tôi gặp tổng đài viên", created_at=data.ago(minutes=1))
    world.tickets[0] |= {"conversation_id": "conv-call", "citizen_phone_masked": ""}
    made.row["ticket"] = world.tickets[0]
    made.tickets = [world.tickets[0]]
    world.conversations["conv-call"] = made
    world.publish("row", made.row)


def end_call(world: World, body: dict[str, Any]) -> None:
    row = world.conversations["conv-call"].row
    row["call"] |= {"is_live": False, "ended_at": data.ago(), "ending": "caller", "is_recorded": True} | body
    world.publish("row", row)


def talk(world: World, asked: Asked) -> Any:
    world.posts.append({"call": asked.parts[1], "what": "talk"})
    if world.conversations["conv-call"].row["owner_id"] != world.me["id"]:
        raise Refusal(409, "not_owner", "Cuộc gọi không do bạn giữ.")
    return {"url": world.calls_url, "pass": f"pass-{len(world.posts)}"}


def noted(what: str) -> Route:
    def note(world: World, asked: Asked) -> None:
        world.posts.append({"call": asked.parts[1], "what": what, **asked.body})
        if what == "transfer" and "transfer" in world.faults:
            raise Refusal(409, "not_taken", "Máy nhánh 2011 chưa nhận cuộc gọi. Người gọi vẫn đang giữ máy.")

    return note


def change_extension(world: World, asked: Asked) -> Any:
    if not asked.body["extension"].isdigit():
        raise Refusal(422, "bad_extension", "Số máy nhánh gồm 2 đến 8 chữ số.")
    world.me["extension"] = asked.body["extension"]
    return world.me


def figures(_world: World, asked: Asked) -> Any:
    days = [TOTALS | {"day": asked.query[which], "calls": calls} for which, calls in (("from", 25), ("to", 15))]
    hours = [{"hour": hour, "calls": hour % 7, "abandoned": hour % 2} for hour in range(24)]
    return {"totals": TOTALS, "by_day": days, "by_hour": hours}


ROUTES: dict[tuple[str, str], Route] = {
    ("POST", "calls/*/talk"): talk,
    ("POST", "calls/*/hold"): noted("hold"),
    ("POST", "calls/*/hang-up"): noted("hang-up"),
    ("POST", "calls/*/transfer"): noted("transfer"),
    ("POST", "calls/*/reveal"): lambda _, __: {"caller": "0912345678"},
    ("GET", "reports/calls"): figures,
    ("POST", "extension"): change_extension,
}
CONTROLS: dict[str, Callable[[World, dict[str, Any]], None]] = {
    "call": add_call,
    "call-ended": end_call,
    "duty": lambda world, body: world.change_duty(body["id"], body["state"]),
}
