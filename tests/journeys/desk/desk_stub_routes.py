"""The stand-in desk's answers, by method and path (`*` for one part of it)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk.desk_stub_channels import ROUTES as CHANNEL_ROUTES
from tests.journeys.desk.desk_stub_world import Refusal, World

PASSWORD = "mat khau cua lan"
CODE = "123456"
NEW_PASSWORD = "Kh0ng-doan-duoc"


@dataclass(frozen=True)
class Asked:
    parts: tuple[str, ...]
    query: Mapping[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)


Route = Callable[[World, Asked], Any]


def sign_in(world: World, asked: Asked) -> Any:
    if asked.body.get("password") != PASSWORD:
        raise Refusal(401, "wrong_credentials", "Tên đăng nhập hoặc mật khẩu không đúng.")
    if "code" not in asked.body:
        raise Refusal(401, "code_needed", "Cần mã xác thực.")
    if asked.body["code"] != CODE:
        raise Refusal(401, "wrong_code", "Mã xác thực không đúng.")
    world.is_signed_in = True
    return {"me": world.me}


def change_me(**changes: Any) -> Route:
    def change(world: World, asked: Asked) -> Any:
        world.me.update({name: asked.body[value] if isinstance(value, str) else value for name, value in changes.items()})
        return world.me

    return change


def sign_out(world: World, _asked: Asked) -> None:
    world.is_signed_in = False


def messages(world: World, asked: Asked) -> Any:
    after = int(asked.query.get("after", "0"))
    found = world.find(asked.parts[1])
    return {"messages": [each for each in found.messages if each["seq"] > after], "has_more": False}


def reply(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return {"message": world.reply(asked.parts[1], asked.body)}


def move(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return {"row": world.move(asked.parts[1], asked.body)}


def wrap_up(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return {"row": world.move(asked.parts[1], {"move": "hand_back"})}


def note(world: World, asked: Asked) -> Any:
    made = {"id": data.new_id(), "author_name": world.me["display_name"], "text": asked.body["text"], "created_at": data.ago()}
    world.find(asked.parts[1]).notes.append(made)
    return made


def tickets(world: World, asked: Asked) -> Any:
    state, looked = asked.query.get("state"), asked.query.get("q", "").lower()
    found = [each for each in world.tickets if state in (None, each["state"]) and looked in each["subject"].lower()]
    return {"tickets": found, "total": len(found), "page": int(asked.query.get("page", "1")), "page_size": 50}


def ticket(world: World, asked: Asked) -> Any:
    found = next((each for each in world.tickets if each["id"] == asked.parts[1]), None)
    if found is None:
        raise Refusal(404, "not_found", "Không có phiếu này.")
    step = {"at": data.ago(hours=2), "actor_kind": "staff", "actor_name": "Lê Thị Mai", "details": {}, "public_text": "", "reason": ""}
    events = [
        {**step, "number": 1, "kind": "opened", "from_state": None, "to_state": "received", "actor_kind": "system", "actor_name": None},
        {**step, "number": 2, "kind": "assigned", "from_state": "received", "to_state": "assigned", "reason": "Đúng địa bàn"},
        {**step, "number": 3, "kind": "replied", "from_state": None, "to_state": None, "public_text": "Chúng tôi đang kiểm tra hồ sơ."},
    ]
    notes = [{"id": "note-2", "author_name": "Lê Thị Mai", "text": "Chờ xã trả lời.", "created_at": data.ago(hours=1)}]
    return {"ticket": found, "events": events, "notes": notes}


def move_ticket(world: World, asked: Asked) -> Any:
    world.posts.append({"ticket": asked.parts[1], **asked.body})
    found = next(each for each in world.tickets if each["id"] == asked.parts[1])
    found.update(state=asked.body["to"], allowed_states=[])
    world.publish("ticket", {"id": found["id"]})
    return found


def create_ticket(world: World, asked: Asked) -> Any:
    made = data.ticket_of(len(world.tickets) + 1, **{**asked.body, "summary": {}, "unit": None, "conversation_id": None})
    world.tickets.append(made)
    return made


def search(world: World, asked: Asked) -> Any:
    looked = asked.query.get("q", "").lower()
    rows = []
    for each in world.conversations.values():
        hits = [
            {"seq": m["seq"], "text": m["text"], "sender": m["sender"], "created_at": m["created_at"]}
            for m in each.messages
            if looked in m["text"].lower()
        ]
        rows += [{"row": each.row, "matches": hits}] if hits else []
    return {"conversations": rows, "tickets": [each for each in world.tickets if looked in each["subject"].lower()]}


def added(name: str, *, identifier: str = "id") -> Route:
    def add(world: World, asked: Asked) -> Any:
        made = {identifier: data.new_id(), "created_at": data.ago(), "created_by": world.me["display_name"], **asked.body}
        getattr(world, name).append(made)
        return made

    return add


def removed(name: str) -> Route:
    def remove(world: World, asked: Asked) -> None:
        kept = [each for each in getattr(world, name) if each["id"] != asked.parts[1]]
        setattr(world, name, kept)

    return remove


def audit(_world: World, _asked: Asked) -> Any:
    entry = {"id": 2, "at": data.ago(minutes=3), "staff_name": "Nguyễn Thị Lan", "action": "reveal_message", "subject_kind": "message"}
    last = {**entry, "id": 1, "action": "sign_in", "subject_kind": "session", "subject_id": "", "details": {}}
    return {"entries": [{**entry, "subject_id": "3f2a", "details": {"fields": "text"}}, last], "has_more": False}


def now(world: World, _asked: Asked) -> Any:
    waiting = sum(each.row["owner"] == "queue" for each in world.conversations.values())
    figures = {"with_operators": 2, "on_duty": 3, "away": 1, "tickets_open": 3, "tickets_due_today": 2, "tickets_overdue": 1}
    return {"queue": waiting, "longest_wait_seconds": 431, **figures}


ROUTES: dict[tuple[str, str], Route] = {
    ("POST", "sign-in"): sign_in,
    ("GET", "me"): lambda world, _: world.me,
    ("GET", "totp"): lambda _, __: {"uri": "otpauth://totp/x", "qr_svg": data.QR, "secret": "JBSWY3DPEHPK3PXP"},
    ("POST", "totp"): change_me(must_enrol_totp=False),
    ("POST", "password"): change_me(must_change_password=False),
    ("POST", "sign-out"): sign_out,
    ("POST", "duty"): change_me(duty="state"),
    ("GET", "board"): lambda world, _: world.board(),
    ("POST", "heartbeat"): lambda world, asked: world.posts.append({"heartbeat": asked.body}),
    ("GET", "conversations/*"): lambda world, asked: world.view(asked.parts[1]),
    ("GET", "conversations/*/messages"): messages,
    ("POST", "conversations/*/messages"): reply,
    ("POST", "conversations/*/moves"): move,
    ("POST", "conversations/*/notes"): note,
    ("POST", "conversations/*/wrap-up"): wrap_up,
    ("POST", "conversations/*/attachments"): lambda world, _: {**world.picture(), "id": data.new_id()},
    ("POST", "messages/*/reveal"): lambda _, __: {"text": "số căn cước của tôi là 001234567123, gọi tôi nhé"},
    ("GET", "knowledge"): lambda _, asked: {"results": [] if "không có" in asked.query.get("q", "") else [data.KNOWLEDGE]},
    ("GET", "canned-replies"): lambda world, _: world.canned,
    ("POST", "canned-replies"): added("canned"),
    ("PUT", "canned-replies/*"): lambda _, asked: {"id": asked.parts[1], **asked.body},
    ("DELETE", "canned-replies/*"): removed("canned"),
    ("GET", "filters"): lambda world, _: world.filters,
    ("POST", "filters"): added("filters"),
    ("DELETE", "filters/*"): removed("filters"),
    ("GET", "bot-pauses"): lambda world, _: world.pauses,
    ("POST", "bot-pauses"): added("pauses"),
    ("DELETE", "bot-pauses/*"): removed("pauses"),
    ("GET", "tickets"): tickets,
    ("POST", "tickets"): create_ticket,
    ("GET", "tickets/*"): ticket,
    ("POST", "tickets/*/moves"): move_ticket,
    ("PATCH", "tickets/*"): lambda world, asked: world.posts.append({"ticket": asked.parts[1], **asked.body}),
    ("POST", "tickets/*/notes"): lambda _, asked: {
        "id": data.new_id(),
        "author_name": "Lan",
        "text": asked.body["text"],
        "created_at": data.ago(),
    },
    ("POST", "tickets/*/reveal"): lambda _, __: {"citizen_phone": "0901234521"},
    ("GET", "units"): lambda _, __: data.UNITS,
    ("GET", "search"): search,
    ("GET", "reports"): lambda _, asked: data.report(asked.query["from"], asked.query["to"]),
    ("GET", "reports/now"): now,
    ("GET", "audit"): audit,
    ("GET", "staff"): lambda world, _: world.staff,
    ("POST", "staff"): lambda _, asked: {"id": data.new_id(), **asked.body, "temporary_password": NEW_PASSWORD},
    ("PATCH", "staff/*"): lambda _, asked: {"id": asked.parts[1], **asked.body},
} | CHANNEL_ROUTES


def find_route(method: str, parts: tuple[str, ...]) -> Route | None:
    for (wanted, pattern), route in ROUTES.items():
        pieces = pattern.split("/")
        if wanted == method and len(pieces) == len(parts) and all(piece in ("*", part) for piece, part in zip(pieces, parts, strict=True)):
            return route
    return None
