from __future__ import annotations

import uuid

import pytest

from app.wiring.supervision import furniture_parts
from desk.furniture.endpoints import router
from tests.desk.furniture.test_pausable import FakeKnowledge
from tests.desk.seats import NOBODY, desk_app, take_seat

REPLY = {"shortcut": "chao", "title": "Chào", "text": "Chào {ten_nguoi_dan}"}
PAUSE = {"scope": "sector", "value": "Đất đai", "reason": "Luật mới"}


@pytest.fixture
def app(settings, database):
    return desk_app(settings, database, router, desk_furniture=furniture_parts(settings, database, FakeKnowledge()))


@pytest.fixture
def seat(app, database):
    async def take(*roles):
        return await take_seat(app, database, *roles)

    return take


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        ("method", "path", "body", "roles"),
        [
            ("GET", "/canned-replies", None, {"operator", "supervisor", "editor"}),
            ("POST", "/canned-replies", REPLY, {"supervisor", "editor"}),
            ("PUT", f"/canned-replies/{uuid.uuid4()}", REPLY, {"supervisor", "editor"}),
            ("DELETE", f"/canned-replies/{uuid.uuid4()}", None, {"supervisor", "editor"}),
            ("GET", "/filters", None, {"operator", "supervisor"}),
            ("POST", "/filters", {"name": "Lọc", "criteria": {"kind": "enquiry"}}, {"operator", "supervisor"}),
            ("DELETE", f"/filters/{uuid.uuid4()}", None, {"operator", "supervisor"}),
            ("GET", "/bot-pauses", None, {"operator", "supervisor", "editor", "admin"}),
            ("POST", "/bot-pauses", PAUSE, {"supervisor", "editor", "admin"}),
            ("DELETE", f"/bot-pauses/{uuid.uuid4()}", None, {"supervisor", "editor", "admin"}),
        ],
    )
    async def test_every_call_is_for_its_roles(self, seat, method, path, body, roles):
        answers = {}
        for role in ("operator", "supervisor", "editor", "admin", NOBODY):
            answers[role] = (await (await seat(role)).ask(method, path, json=body)).status_code
        assert {role for role, status in answers.items() if status not in (401, 403)} == roles
        assert answers[NOBODY] == 401


class TestCannedReplies:
    async def test_written_changed_and_taken_away(self, seat):
        editor = await seat("editor")
        added = await editor.ask("POST", "/canned-replies", json=REPLY)
        assert added.status_code == 201
        reply_id = added.json()["id"]
        assert await editor.get("/canned-replies") == [{"id": reply_id, **REPLY}]
        changed = await editor.ask("PUT", f"/canned-replies/{reply_id}", json=REPLY | {"title": "Mới"})
        assert changed.json()["title"] == "Mới"
        assert (await editor.ask("DELETE", f"/canned-replies/{reply_id}")).status_code == 204
        assert await editor.get("/canned-replies") == []

    async def test_a_taken_shortcut_is_409_with_words(self, seat):
        editor = await seat("editor")
        refused = [await editor.ask("POST", "/canned-replies", json=REPLY) for _ in range(2)][1]
        assert (refused.status_code, "«chao»" in refused.json()["error"]["message"]) == (409, True)


class TestFilters:
    async def test_kept_and_taken_away(self, seat):
        operator = await seat("operator")
        added = await operator.ask("POST", "/filters", json={"name": "Quá hạn", "criteria": {"overdue": True, "from": "2026-11-01"}})
        assert await operator.get("/filters") == [added.json()]
        assert (await operator.ask("DELETE", f"/filters/{added.json()['id']}")).status_code == 204
        assert await operator.get("/filters") == []

    async def test_a_nested_criterion_is_refused(self, seat):
        operator = await seat("operator")
        body = {"name": "Lọc", "criteria": {"q": {"$gt": ""}}}
        assert (await operator.ask("POST", "/filters", json=body)).status_code == 422


class TestBotPauses:
    async def test_started_listed_and_ended(self, seat):
        editor = await seat("editor")
        started = await editor.ask("POST", "/bot-pauses", json=PAUSE)
        [listed] = await editor.get("/bot-pauses")
        assert {name: listed[name] for name in PAUSE} == PAUSE
        assert (await editor.ask("POST", "/bot-pauses", json=PAUSE)).status_code == 409
        assert [(await editor.ask("DELETE", f"/bot-pauses/{started.json()['id']}")).status_code for _ in range(2)] == [204, 409]
        assert await editor.get("/bot-pauses") == []

    async def test_an_unknown_scope_is_refused(self, seat):
        assert (await (await seat("editor")).ask("POST", "/bot-pauses", json=PAUSE | {"scope": "topic"})).status_code == 422
