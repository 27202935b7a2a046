"""Everywhere a text is taken, the texts nobody should send: each is kept clean or refused in words, and none is a fault."""

from __future__ import annotations

import copy
import json
import uuid
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi.openapi.utils import get_openapi

from app.web import create_app
from app.wiring.answers import previewer
from core.clock import utc_now
from desk.access.dependencies import COOKIE
from desk.questions.models import QuestionCluster
from knowledge_base.knowledge import build_knowledge
from knowledge_base.models import EntryKind
from staff.models import Role
from tests.app.route_table import NO_PACE
from tests.channels.webchat.personas import WebCitizen
from tests.desk.operators.personas import move
from tests.desk.personas import add_member, open_session, person
from tests.knowledge_base.answering.conftest import Holding

PASTE = "hộ chiếu " * 5556
BAD = {
    "nul": "a\x00b",
    "only nul": "\x00",
    "control characters": "\x01\x1f\x7f\x80",
    "half of a pair": "a\ud83d",
    "other half": "\udc00",
    "script": "<script>alert(1)</script>",
    "formula": '=HYPERLINK("http://evil.test")',
    "turned round": "\u202egpj.exe\u2066",
    "invisible": "\u200b\ufeff",
    "sql": "'; DROP TABLE tickets; --",
    "format": "{0} %s %(x)s :id $1",
    "emoji": "👩‍👩‍👧‍👦" * 30,
    "zalgo": "a" + "\u0301" * 500,
    "paste": PASTE,
    "long line": "x" * 999,
}
MESSAGE = {"client_id": "client-00001", "text": "Chào bác"}
TICKET = {"kind": "callback", "subject": "Gọi lại", "citizen_name": "Bác Ba", "citizen_phone": "0912345678", "sector": "Đất đai"}
REPLY = {"shortcut": "chao", "title": "Chào", "text": "Chào bác"}
QUESTION = {"turns": [{"text": "khai sinh", "behaviour": "answer", "codes": ["1.001193"], "aspects": ["fee"]}], "note": "hay hỏi"}
NOBODY = "00000000-0000-4000-8000-000000000000"
CONTACT = {
    "slug": "cong-an",
    "name": "Công an xã",
    "aliases": ["đồn công an"],
    "phone": "02711234567",
    "note": "trực đêm",
    "source": {"title": "Danh bạ"},
    "as_of": "2026-07-01",
}
STEP = {"revision": 1, "text": "vì"}
# A right body of every route that takes one; a route that is missing here fails.
BODIES: dict[str, dict[str, Any]] = {
    "POST /api/conversations/{conversation_id}/messages": MESSAGE,
    "POST /api/conversations/{conversation_id}/typing": {"on": True},
    "PUT /api/conversations/{conversation_id}/messages/{message_id}/feedback": {"is_helpful": True},
    "PUT /desk/api/messages/{message_id}/mark": {"is_wrong": True},
    "POST /desk/api/editors/questions/{cluster_id}/close": {"as": "faq", "kind": "faq", "key": "a", "phrasings": ["đèn"]},
    "POST /desk/api/editors/questions/{cluster_id}/merge": {"into": "5f0c9c56-1f0e-4a3f-9f1c-6b7f0b3d2a10"},
    "POST /desk/api/editors/questions/{cluster_id}/split": {"items": []},
    "POST /api/tickets/{code}/reopen": {"reason": "Chưa được"},
    "POST /api/tickets/{code}/additions": {"text": "Nhà ở ấp 3"},
    "POST /api/tickets/{code}/rating": {"rating": 5, "comment": "Tốt"},
    "POST /desk/api/sign-in": {"username": "lan", "password": "x", "code": "123456"},
    "POST /desk/api/password": {"current": "x", "new": "chuồn chuồn bay thấp"},
    "POST /desk/api/totp": {"code": "123456"},
    "POST /desk/api/duty": {"state": "away"},
    "POST /desk/api/duty/page-closed": {"tab": "nul"},
    "POST /desk/api/heartbeat": {"tab": "a", "conversation_ids": [], "typing_in": None},
    "POST /desk/api/conversations/{conversation_id}/messages": MESSAGE,
    "POST /desk/api/conversations/{conversation_id}/moves": {"move": "transfer", "to_group": "hộ tịch", "reason": "đúng việc hơn"},
    "POST /desk/api/conversations/{conversation_id}/notes": {"text": "Nhờ @hoa xem"},
    "POST /desk/api/conversations/{conversation_id}/wrap-up": {
        "outcome": "answered",
        "sector": "Đất đai",
        "procedure_code": "1.001193",
        "note": "xong",
    },
    "PATCH /desk/api/conversations/{conversation_id}": {"citizen_name": "Bà Tư"},
    "POST /desk/api/conversations/{conversation_id}/call-back": {"phone": "0912345678"},
    "POST /desk/api/conversations/{conversation_id}/data-requests": {"kind": "export", "reason": "bác gọi tới hỏi"},
    "POST /desk/api/data-requests/{request_id}/carry-out": {"reason": "đã kiểm tra"},
    "POST /desk/api/data-requests/{request_id}/refuse": {"reason": "không đúng người"},
    "POST /desk/api/channels/zalo/grant": {"state": "s", "code": "c", "oa_id": "579745863508352884"},
    "POST /desk/api/notices/read": {"up_to": 1},
    "POST /desk/api/canned-replies": REPLY,
    "PUT /desk/api/canned-replies/{reply_id}": REPLY,
    "POST /desk/api/filters": {"name": "Của tôi", "criteria": {"q": "đất"}},
    "POST /desk/api/bot-pauses": {"scope": "sector", "value": "Đất đai", "reason": "Luật mới"},
    "POST /desk/api/editors/records/{kind}/{key}/rollback": {"version": 1, "reason": "sai phí"},
    "POST /desk/api/editors/records/{kind}/{key}/take-down": {"reason": "sai phí"},
    "POST /desk/api/editors/records/{kind}/{key}/restore": {"reason": "đã đúng"},
    "POST /desk/api/editors/drafts": {"kind": "contact", "key": "cong-an", "record": CONTACT, "reason": "nơi mới"},
    "PUT /desk/api/editors/drafts/{draft_id}": {"revision": 1, "record": CONTACT, "reason": "đổi số"},
    "POST /desk/api/editors/drafts/{draft_id}/comment": {"text": "xem lại giờ"},
    **{
        f"POST /desk/api/editors/drafts/{{draft_id}}/{step}": STEP
        for step in ("submit", "return", "approve", "publish", "force", "discard")
    },
    "POST /desk/api/editors/preview": {"kind": "contact", "record": CONTACT},
    "POST /desk/api/editors/quality/tasks": {
        "decree": "123/2020/NĐ-CP",
        "replaced_by": "99/2026/NĐ-CP",
        "entries": [{"kind": "contact", "key": "y-te"}],
    },
    "PUT /desk/api/editors/rules": {"rules": [{"kind": "faq", "field": "answer", "needs_approval": True}]},
    "POST /desk/api/tickets": TICKET,
    "PATCH /desk/api/tickets/{ticket_id}": {"sector": "Hộ tịch", "procedure_code": "1.001193", "priority": "high", "reason": "vì"},
    "POST /desk/api/tickets/{ticket_id}/moves": {"to": "awaiting_citizen", "reason": "vì", "public_reply": "Mời bác"},
    "POST /desk/api/tickets/{ticket_id}/notes": {"text": "Nhờ @hoa xem"},
    "POST /desk/api/editors/bench/ask": {
        "text": "khai sinh",
        "context": {"session": NOBODY, "dialogue": {"asked_text": "x"}},
        "draft_ids": [NOBODY],
    },
    "POST /desk/api/editors/bench/questions": QUESTION,
    "PUT /desk/api/editors/bench/questions/{question_id}": QUESTION,
    "POST /desk/api/editors/bench/runs": {"draft_ids": [NOBODY], "only_own": True},
    "POST /desk/api/staff": {"username": "moi", "display_name": "Mới", "roles": ["operator"], "group_name": "hộ tịch", "extension": "2011"},
    "PATCH /desk/api/staff/{staff_id}": {"display_name": "Hoa", "roles": ["operator"], "group_name": "hộ tịch", "extension": "2011"},
    "POST /desk/api/extension": {"extension": "2011"},
    "POST /desk/api/calls/{call_id}/hold": {"on": True},
}


class ActionServer:
    """Stands in for the one with the composer, in this process."""

    def __init__(self, settings):
        self._previewer = previewer(settings, Holding(build_knowledge(1, [])))

    async def preview(self, kind, record):
        json.dumps(record, allow_nan=False, ensure_ascii=False).encode()
        return self._previewer.preview(EntryKind(kind), record).model_dump(mode="json")


@pytest.fixture
def app(settings, database_url):
    made = create_app(settings.model_copy(update=NO_PACE | {"hard_messages_per_minute": 10_000}), database_url)
    made.state.editors = replace(made.state.editors, previewing=ActionServer(settings))
    yield made
    made.state.webchat.reassuring.stop()


@pytest.fixture
async def http(app):
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.test", timeout=20) as client:
            yield client


@pytest.fixture
async def member(app, http, database):
    async with person(app, database, await add_member(database, "lan", *Role, group_name="hộ tịch")) as member:
        yield member


@pytest.fixture
async def ids(http, member, database):
    """Things that are there, by the name paths call them; the conversation is the member's."""
    citizen = await WebCitizen.arrive(http)
    await citizen.say("Thuê mặt nước")
    conversation_id = citizen.opened["id"]
    assert (await move(member, conversation_id, "take_over")).status_code == 200
    ticket = (await member.get(f"/desk/api/conversations/{conversation_id}")).json()["tickets"][0]
    colleague = await add_member(database, "hoa", Role.OPERATOR)
    reply = (await member.post("/desk/api/canned-replies", json=REPLY | {"shortcut": "khac"})).json()
    order = {"kind": "delete", "reason": "bác gọi tới nhờ xóa"}
    request = (await member.post(f"/desk/api/conversations/{conversation_id}/data-requests", json=order)).json()
    question = (await member.post("/desk/api/editors/bench/questions", json=QUESTION)).json()
    draft = (await member.post("/desk/api/editors/drafts", json={"kind": "contact", "key": "y-te", "record": {"slug": "y-te"}})).json()
    member.headers.update(citizen.key)
    return {
        "conversation_id": conversation_id,
        "ticket_id": ticket["id"],
        "code": ticket["tracking_code"],
        "staff_id": str(colleague.id),
        "call_id": NOBODY,
        "reply_id": reply["id"],
        "request_id": request["id"],
        "question_id": question["id"],
        "cluster_id": await cluster_of_questions(database),
        "message_id": str(uuid.uuid4()),
        "draft_id": draft["id"],
        "kind": "contact",
        "key": "y-te",
    }


async def cluster_of_questions(database):
    cluster_id = uuid.uuid4()
    async with database.session() as session:
        session.add(QuestionCluster(id=cluster_id, items=0, reasons=[], last_at=utc_now()))
    return str(cluster_id)


async def sent(member, database, route, path, **content):
    """In a session of its own: some calls end it."""
    opened = await open_session(database, member.member)
    shown = opened["headers"] | {"Cookie": f"{COOKIE}={opened['cookies'][COOKIE]}"}
    return await member.request(route.partition(" ")[0], path, headers=shown | {"Content-Type": "application/json"}, **content)


def with_each_text_replaced(body, bad):
    """The body with one of its texts replaced, and the name of that text."""
    for name, value in body.items():
        if isinstance(value, str):
            yield name, body | {name: bad}
        elif isinstance(value, dict):
            for inner, changed in with_each_text_replaced(value, bad):
                yield f"{name}.{inner}", body | {name: changed}
            yield f"{name} key", body | {name: {bad: "x"}}
        elif isinstance(value, list) and value:
            yield name, body | {name: [bad]}


def is_understood(answer):
    """Not a fault, and if it is a refusal, or a process that is away (as Rasa and the action server are here), one in words."""
    if answer.status_code >= 500 and answer.status_code != 503:
        return False
    return answer.status_code < 400 or set(answer.json()["error"]) == {"code", "message"}


def test_every_route_that_takes_a_body_is_tried(app):
    document = get_openapi(title="1022", version="1", routes=app.routes)
    taking = {
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if "requestBody" in operation
    }
    assert taking == BODIES.keys()


def test_no_route_takes_the_senders_time(app):
    """Clocks of browsers are wrong: every moment is the server's, but for the deadline and the hour that somebody sets."""
    schemas = get_openapi(title="1022", version="1", routes=app.routes)["components"]["schemas"]
    taken = {name: json.dumps(schema) for name, schema in schemas.items() if name.endswith("In")}
    assert len(taken) > 10
    moments = {name for name, schema in taken.items() if "date-time" in schema}
    assert moments == {name for name in taken if "due_at" in taken[name] or "publish_at" in taken[name]}
    assert len(moments) == 2


@pytest.mark.parametrize("kind", BAD)
async def test_no_text_is_a_fault_in_any_body(member, database, ids, kind):
    faults = {}
    for route, body in BODIES.items():
        path = route.partition(" ")[2].format_map(ids)
        for name, changed in with_each_text_replaced(copy.deepcopy(body), BAD[kind]):
            if route.endswith(("moves", "wrap-up")):
                await move(member, ids["conversation_id"], "take_over")
            # As a program may send it: halves of pairs escaped.
            answer = await sent(member, database, route, path, content=json.dumps(changed))
            if not is_understood(answer):
                faults[f"{route} {name}"] = (answer.status_code, answer.text[:200])
    assert faults == {}


QUERIES = {
    "/desk/api/editors/questions": ["state", "reason", "q", "page"],
    "/desk/api/tickets": ["state", "kind", "priority", "unit_id", "assignee_id", "sector", "channel", "overdue", "q", "from", "to", "page"],
    "/desk/api/tickets.xlsx": ["sector", "channel", "q"],
    "/desk/api/search": ["q"],
    "/desk/api/reports": ["from", "to"],
    "/desk/api/reports.xlsx": ["from", "to"],
    "/desk/api/editors/records": ["kind", "q", "sector", "level", "origin", "state", "due", "warning", "page"],
    "/desk/api/editors/drafts": ["state"],
    "/desk/api/audit": ["staff_id", "action", "subject_id", "before_id"],
}


@pytest.mark.parametrize("kind", BAD)
async def test_no_text_is_a_fault_in_any_address(member, ids, kind):
    faults = {}
    text = BAD[kind].encode("utf-8", "replace").decode()
    for path, names in QUERIES.items():
        for name in names:
            answer = await member.get(path, params={name: text[:10_000]})
            if not is_understood(answer):
                faults[f"{path}?{name}"] = (answer.status_code, answer.text[:200])
    assert faults == {}


async def test_a_paste_of_fifty_thousand_characters_is_refused_in_words_wherever_people_write(member, database, ids):
    """The boxes with room for more than a line: what is refused there says why, and nothing is cut in silence."""
    assert len(PASTE) > 50_000
    answers = {}
    for route, body in BODIES.items():
        path = route.partition(" ")[2].format_map(ids)
        for name in {"text", "note", "reason", "public_reply", "comment"} & body.keys():
            if route.endswith(("moves", "wrap-up")):
                await move(member, ids["conversation_id"], "take_over")
            answer = await sent(member, database, route, path, content=json.dumps(body | {name: PASTE}))
            answers[f"{route} {name}"] = (answer.status_code, answer.json().get("error", {}).get("code"))
    assert len(answers) > 12
    said = {"too_long", "message_too_long", "reason_too_long", "bad_text", "pause_needs_reason"}
    assert {place: answer for place, answer in answers.items() if answer[0] != 422 or answer[1] not in said} == {}
