"""Every route with whatever its schema allows and forbids (schemathesis): no answer is a fault, each is of the kind that was promised."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import hypothesis
import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance, status_code_conformance
from schemathesis.core.failures import Failure

from app.web import create_app
from desk.access.dependencies import COOKIE
from staff.models import Role, StaffMember
from tests.app.route_table import CITIZEN, EVERY_ROUTE, NO_PACE
from tests.channels.webchat.personas import WebCitizen
from tests.conversations.attachments.samples import image
from tests.desk.operators.personas import move, write
from tests.desk.personas import add_member, open_session, person
from tests.serving import serving

STREAMS = {
    "GET /desk/api/events": "has no end; tests/desk/operators follows it",
    "GET /api/conversations/{conversation_id}/events": "has no end; tests/channels/webchat/test_live.py follows it",
}
# Any text is taken, and hardly any is a day.
DAYS = ["2026-11-01", "2026-11-30", "2000-01-01", "2199-12-31", "2026-02-30", "9999-12-31", "hôm qua", ""]
# After which the same browser is not signed in, or was not before.
ENDS_THE_SESSION = {"POST /desk/api/sign-out", "POST /desk/api/sign-in"}
# Each try takes a tenth of a second for the password alone.
SLOW = {"POST /desk/api/sign-in", "POST /desk/api/password"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Answered by the program with more than JSON, which it tells no schema because it publishes none.
NOT_JSON = {
    "GET /desk/api/tickets.xlsx": _XLSX,
    "GET /desk/api/reports.xlsx": _XLSX,
    "GET /desk/api/editors/exports/excel": _XLSX,
    "GET /desk/api/editors/questions/export.jsonl": "application/x-ndjson",
    "GET /desk/api/reports/calls.csv": "text/csv",
    "GET /desk/api/calls/{call_id}/recording": "audio/wav",
    "GET /desk/api/attachments/{attachment_id}": "image/jpeg",
    "GET /api/conversations/{conversation_id}/attachments/{attachment_id}": "image/jpeg",
    "GET /tra-cuu": "text/html",
    "GET /quyen-rieng-tu": "text/html",
    "GET /du-lieu/{token}": "text/html",
    # A link that opens nothing leads to the page that says why.
    "POST /du-lieu/{token}": "text/html",
}
# Ask Rasa or the action server, which are not there: told in words, whatever was asked.
ASK_THE_BOT = {"POST /desk/api/editors/bench/ask", "POST /desk/api/editors/preview"}
# What uvicorn says to what is no HTTP at all; the program hears nothing of it.
_NOT_HTTP = b"Invalid HTTP request received."
_SHOWN = {"authorization", "x-csrf-token", "cookie"}
ERROR = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "additionalProperties": False,
            "properties": {"code": {"type": "string", "pattern": "^[a-z_]+$"}, "message": {"type": "string", "minLength": 5}},
        }
    },
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def schema_of(app):
    """What FastAPI knows of the routes, with our own shape of errors in place of FastAPI's."""
    document = get_openapi(title="1022", version="1", routes=app.routes)
    for path, item in document["paths"].items():
        for method, operation in item.items():
            route = f"{method.upper()} {path}"
            for parameter in operation.get("parameters", ()):
                if parameter["name"] in {"from", "to"}:
                    parameter["schema"] = {"enum": DAYS}
            operation["responses"].pop("422", None)
            operation["responses"]["4XX"] = {"description": "", "content": {"application/json": {"schema": ERROR}}}
            if route in ASK_THE_BOT:
                operation["responses"]["503"] = operation["responses"]["4XX"]
            if route in NOT_JSON:
                operation["responses"]["200"] = {"description": "", "content": {NOT_JSON[route]: {}}}
    return document


class FakeKnowledge:
    async def find(self, text):
        return []

    async def close(self):
        pass


@dataclass(frozen=True)
class World:
    """`ids`: things that are there, by the name paths call them; `member` has every role."""

    address: str
    ids: dict[str, str]
    member: StaffMember
    citizen: dict[str, str]


@pytest.fixture
def app(settings, database_url):
    made = create_app(settings.model_copy(update=NO_PACE), database_url)
    made.state.knowledge = FakeKnowledge()
    yield made
    made.state.webchat.reassuring.stop()


@pytest.fixture
async def world(app, database):
    member, colleague = await add_member(database, "moi.viec", *Role), await add_member(database, "lan", Role.OPERATOR)
    async with serving(app) as address, person(address, database, member) as desk:
        citizen = await WebCitizen.arrive(desk)
        said = (await citizen.say("Căn cước 070123456789 của tôi đâu?")).json()["message"]
        file = (await citizen.upload(image())).json()
        conversation_id = citizen.opened["id"]
        await move(desk, conversation_id, "take_over")
        await write(desk, conversation_id, "Chào bác")
        ticket = (await desk.get(f"/desk/api/conversations/{conversation_id}")).json()["tickets"][0]
        reply = await desk.post("/desk/api/canned-replies", json={"shortcut": "chao", "title": "Chào", "text": "Chào bác"})
        kept = await desk.post("/desk/api/filters", json={"name": "Của tôi", "criteria": {"kind": "enquiry"}})
        pause = await desk.post("/desk/api/bot-pauses", json={"scope": "sector", "value": "Đất đai", "reason": "Luật mới"})
        yield World(
            address,
            ids={
                "conversation_id": conversation_id,
                "message_id": said["id"],
                "attachment_id": file["id"],
                "ticket_id": ticket["id"],
                "code": ticket["tracking_code"],
                "reply_id": reply.json()["id"],
                "filter_id": kept.json()["id"],
                "pause_id": pause.json()["id"],
                "staff_id": str(colleague.id),
            },
            member=member,
            citizen=citizen.key,
        )


async def session_of(database, member):
    """Of its own for each route: some end it."""
    opened = await open_session(database, member)
    return opened["headers"] | {"Cookie": f"{COOKIE}={opened['cookies'][COOKIE]}"}


def try_everything(operation, world, headers, most):
    """In a thread of its own, the program answers meanwhile. The status codes that were seen."""
    modes = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    cases = modes.flatmap(lambda mode: operation.as_strategy(generation_mode=mode))

    @hypothesis.settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, is_there=st.booleans())
    def one(case, is_there):
        if is_there:
            case.path_parameters = {name: world.ids.get(name, value) for name, value in (case.path_parameters or {}).items()}
        for name in [name for name in case.headers if name.lower() in _SHOWN]:
            del case.headers[name]
        case.cookies.clear()
        response = case.call(base_url=world.address, headers=headers)
        if response.content == _NOT_HTTP:
            return
        seen.add(response.status_code)
        # 503 is told from a fault by being documented, which only few routes have it.
        is_documented_way = response.status_code == 503
        case.validate_response(response, checks=[check for check in CHECKS if not (is_documented_way and check is not_a_server_error)])

    seen: set[int] = set()
    one()
    return seen


async def test_every_route_answers_whatever_comes(app, world, database):
    """All of them in one program: what one call leaves behind is there for the next."""
    schema = schemathesis.openapi.from_dict(schema_of(app))
    faults, refused = {}, set()
    for route in sorted(EVERY_ROUTE - STREAMS.keys()):
        method, _, path = route.partition(" ")
        headers = world.citizen if route in CITIZEN else await session_of(database, world.member)
        try:
            seen = await asyncio.to_thread(
                try_everything, schema[path.replace(":path", "")][method], world, headers, 5 if route in SLOW else 20
            )
        except* Failure as group:
            faults[route] = [str(fault) for fault in group.exceptions]
        else:
            if seen & {401, 403} and route not in ENDS_THE_SESSION:
                refused.add(route)
    assert faults == {}
    # Whoever is turned away at the door tries nothing.
    assert refused == set()
