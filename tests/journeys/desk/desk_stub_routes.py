"""The stand-in desk's answers, by method and path (`*` for one part of it)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.desk import desk_stub_data as data
from tests.journeys.desk import desk_stub_told as told
from tests.journeys.desk.desk_stub_bench import ROUTES as BENCH_ROUTES
from tests.journeys.desk.desk_stub_calls import ROUTES as CALL_ROUTES
from tests.journeys.desk.desk_stub_channels import ROUTES as CHANNEL_ROUTES
from tests.journeys.desk.desk_stub_editors import ROUTES as EDITOR_ROUTES
from tests.journeys.desk.desk_stub_imports import ROUTES as IMPORT_ROUTES
from tests.journeys.desk.desk_stub_quality import ROUTES as QUALITY_ROUTES
from tests.journeys.desk.desk_stub_questions import ROUTES as QUESTION_ROUTES
from tests.journeys.desk.desk_stub_tickets import ROUTES as TICKET_ROUTES
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
    deliveries = {each["id"]: each["delivery"] for each in found.messages if each["delivery"]}
    return {"messages": [each for each in found.messages if each["seq"] > after], "deliveries": deliveries, "has_more": False}


def reply(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return {"message": world.reply(asked.parts[1], asked.body)}


def move(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return {"row": world.move(asked.parts[1], asked.body)}


def call_back(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return world.call_back(asked.parts[1], asked.body["phone"])


def wrap_up(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    return {"row": world.move(asked.parts[1], {"move": "hand_back"})}


def note(world: World, asked: Asked) -> Any:
    made = {"id": data.new_id(), "author_name": world.me["display_name"], "text": asked.body["text"], "created_at": data.ago()}
    world.find(asked.parts[1]).notes.append(made)
    return made


def name_citizen(world: World, asked: Asked) -> Any:
    world.posts.append({"conversation": asked.parts[1], **asked.body})
    row = world.find(asked.parts[1]).row
    row["citizen_name"] = asked.body["citizen_name"]
    return {"row": row}


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


def audit(_world: World, asked: Asked) -> Any:
    wanted = asked.query.get("subject_id")
    entries = [each for each in told.audit_entries() if wanted in (None, each["subject_id"])]
    return {"entries": entries, "names": told.AUDIT_NAMES, "has_more": False}


def edit_member(world: World, asked: Asked) -> Any:
    found = next(each for each in world.staff if each["id"] == asked.parts[1])
    world.posts.append({"member": asked.parts[1], **asked.body})
    if asked.body.get("unlock"):
        found["locked_until"] = None
    return {"member": found, "password": None}


def notices(world: World, asked: Asked) -> Any:
    before = int(asked.query.get("before_id", "1000000"))
    found = [each for each in world.notices if each["id"] < before]
    return {"notices": found[:50], "unread": world.count_unread(), "has_more": len(found) > 50}


def read_notices(world: World, asked: Asked) -> Any:
    world.posts.append({"read": asked.body})
    for each in world.notices:
        each["is_read"] |= each["id"] <= asked.body.get("up_to", 0) or each["id"] in asked.body.get("ids", [])
    world.publish("notices", {})
    return {"unread": world.count_unread()}


def change_duty(world: World, asked: Asked) -> Any:
    world.change_duty(world.me["id"], asked.body["state"])
    return world.me


def leaving(world: World, _asked: Asked) -> Any:
    rows = [each.row for each in world.conversations.values()]
    others = [each for each in world.colleagues() if each["duty"] == "on_duty" and each["id"] != world.me["id"]]
    mine = sum(row["owner_id"] == world.me["id"] and row["waiting_since"] is not None for row in rows)
    return {"is_last": not others, "queue": sum(row["owner"] == "queue" for row in rows), "mine": mine}


def ask_for_data(world: World, asked: Asked) -> Any:
    made = world.data_requests[0] | {"id": data.new_id(), "origin": "desk", "is_confirmed": True, **asked.body}
    world.posts.append({"data_request": asked.parts[1], **asked.body})
    world.data_requests.append(made)
    return made


def settle_data_request(world: World, asked: Asked) -> Any:
    found = next(each for each in world.data_requests if each["id"] == asked.parts[1])
    refused = {"state": "refused", "done_at": data.ago(), "done_by": "Lan"}
    found.update(**(refused if asked.parts[2] == "refuse" else {"is_confirmed": True}), **asked.body)
    return found


def now(world: World, _asked: Asked) -> Any:
    waiting = sum(each.row["owner"] == "queue" for each in world.conversations.values())
    figures = {"with_operators": 2, "on_duty": 3, "away": 1, "tickets_open": 3, "tickets_due_today": 2, "tickets_overdue": 1}
    present = [each for each in world.colleagues() if each["duty"] != "off"]
    return {"queue": waiting, "longest_wait_seconds": 431, "present": present, **figures}


ROUTES: dict[tuple[str, str], Route] = (
    {
        ("POST", "sign-in"): sign_in,
        ("GET", "me"): lambda world, _: world.me,
        ("GET", "totp"): lambda _, __: {"uri": "otpauth://totp/x", "qr_svg": data.QR, "secret": "JBSWY3DPEHPK3PXP"},
        ("POST", "totp"): change_me(must_enrol_totp=False),
        ("POST", "password"): change_me(must_change_password=False),
        ("POST", "sign-out"): sign_out,
        ("POST", "duty"): change_duty,
        ("GET", "duty/leaving"): leaving,
        ("POST", "duty/page-closed"): lambda world, asked: world.posts.append({"closed": asked.body["tab"]}),
        ("GET", "notices"): notices,
        ("POST", "notices/read"): read_notices,
        ("GET", "board"): lambda world, _: world.board(),
        ("POST", "heartbeat"): lambda world, asked: world.posts.append({"heartbeat": asked.body}),
        ("GET", "conversations/*"): lambda world, asked: world.view(asked.parts[1]),
        ("PATCH", "conversations/*"): name_citizen,
        ("GET", "conversations/*/messages"): messages,
        ("POST", "conversations/*/messages"): reply,
        ("POST", "conversations/*/moves"): move,
        ("POST", "conversations/*/notes"): note,
        ("POST", "conversations/*/call-back"): call_back,
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
        ("PATCH", "tickets/*"): lambda world, asked: world.posts.append({"ticket": asked.parts[1], **asked.body}),
        ("POST", "tickets/*/notes"): lambda _, asked: {
            "id": data.new_id(),
            "author_name": "Lan",
            "text": asked.body["text"],
            "created_at": data.ago(),
        },
        ("POST", "tickets/*/reveal"): lambda _, __: {"citizen_phone": "0901234521", "citizen_address": "Số 5, xã Trảng Bom"},
        ("GET", "units"): lambda _, __: data.UNITS,
        ("GET", "search"): search,
        ("GET", "reports"): lambda _, asked: data.report(asked.query["from"], asked.query["to"]),
        ("GET", "reports/now"): now,
        ("GET", "data-requests"): lambda world, _: {"requests": world.data_requests},
        ("POST", "conversations/*/data-requests"): ask_for_data,
        ("POST", "data-requests/*/carry-out"): settle_data_request,
        ("POST", "data-requests/*/refuse"): settle_data_request,
        ("GET", "audit"): audit,
        ("GET", "staff"): lambda world, _: world.staff,
        ("POST", "staff"): lambda _, asked: {"id": data.new_id(), **asked.body, "temporary_password": NEW_PASSWORD},
        ("PATCH", "staff/*"): edit_member,
    }
    | CALL_ROUTES
    | CHANNEL_ROUTES
    | TICKET_ROUTES
    | EDITOR_ROUTES
    | BENCH_ROUTES
    | QUALITY_ROUTES
    | QUESTION_ROUTES
    | IMPORT_ROUTES
)


def find_route(method: str, parts: tuple[str, ...]) -> Route | None:
    for (wanted, pattern), route in ROUTES.items():
        pieces = pattern.split("/")
        if wanted == method and len(pieces) == len(parts) and all(piece in ("*", part) for piece, part in zip(pieces, parts, strict=True)):
            return route
    return None
