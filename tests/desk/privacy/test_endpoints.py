from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from app.wiring.privacy import desk_privacy
from desk.privacy.endpoints import router
from privacy.models import Origin, RequestKind
from staff.models import AuditEntry
from tests.desk.histories import Thread
from tests.desk.seats import desk_app, take_seat

REASON = {"reason": "Người dân gọi điện yêu cầu"}


@pytest.fixture
def parts(settings, database):
    return desk_privacy(settings, database)


@pytest.fixture
def app(settings, database, parts):
    return desk_app(settings, database, router, desk_privacy=parts)


@pytest.fixture
async def supervisor(app, database):
    return await take_seat(app, database, "supervisor")


@pytest.fixture
async def thread(database):
    return await Thread.begin(database)


@pytest.fixture
async def asked(database, parts, thread):
    """By the citizen, who has not confirmed it."""
    async with database.session() as session:
        return (await parts.service.ask(session, thread.id, RequestKind.DELETE, Origin.CITIZEN)).request


@pytest.fixture
def settle(supervisor):
    async def step(request_id, name, body=REASON):
        return await supervisor.ask("POST", f"/data-requests/{request_id}/{name}", json=body)

    return step


async def listed(seat):
    return (await seat.get("/data-requests"))["requests"]


@pytest.mark.parametrize(("role", "status"), [("operator", 403), ("editor", 403), ("supervisor", 200), ("admin", 200)])
async def test_only_who_answers_for_it_sees_requests(app, database, role, status):
    assert (await (await take_seat(app, database, role)).ask("GET", "/data-requests")).status_code == status


class TestList:
    async def test_shows_the_clock(self, supervisor, asked):
        [shown] = await listed(supervisor)
        assert (shown["code"], shown["state"], shown["is_confirmed"]) == (asked.code, "open", False)
        assert shown["used_percent"] in range(100)

    async def test_open_ones_come_first(self, supervisor, thread, asked, settle):
        await settle(asked.id, "refuse")
        await supervisor.ask("POST", f"/conversations/{thread.id}/data-requests", json={"kind": "delete"} | REASON)
        await supervisor.ask("POST", f"/conversations/{thread.id}/data-requests", json={"kind": "export"} | REASON)
        assert [one["state"] for one in await listed(supervisor)] == ["open", "done", "refused"]

    async def test_gives_nothing_that_opens_a_copy(self, supervisor, thread):
        await supervisor.ask("POST", f"/conversations/{thread.id}/data-requests", json={"kind": "export"} | REASON)
        assert "du-lieu" not in str(await listed(supervisor))
        assert not [name for name in (await listed(supervisor))[0] if "link" in name]


class TestAskForCitizen:
    @pytest.mark.parametrize("kind", ["export", "delete"])
    async def test_is_kept_with_who_and_why_and_written_down(self, supervisor, thread, database, kind):
        response = await supervisor.ask("POST", f"/conversations/{thread.id}/data-requests", json={"kind": kind} | REASON)
        assert response.status_code == 201
        assert response.json()["reason"] == REASON["reason"]
        assert response.json()["origin"] == "desk"
        async with database.session() as session:
            [entry] = await session.scalars(select(AuditEntry).where(AuditEntry.subject_id == str(thread.id)))
        assert entry.staff_id == supervisor.staff_id
        assert entry.action == {"export": "data_export_given", "delete": "data_deletion_ordered"}[kind]

    @pytest.mark.parametrize("body", [{"kind": "delete"}, {"kind": "delete", "reason": " "}, {"kind": "burn"} | REASON, {}])
    async def test_needs_a_kind_and_a_reason(self, supervisor, thread, body):
        assert (await supervisor.ask("POST", f"/conversations/{thread.id}/data-requests", json=body)).status_code == 422
        assert await listed(supervisor) == []

    async def test_there_has_to_be_a_conversation(self, supervisor):
        response = await supervisor.ask("POST", f"/conversations/{uuid.uuid4()}/data-requests", json={"kind": "delete"} | REASON)
        assert response.status_code == 404


class TestSettle:
    async def test_carrying_out_confirms_for_the_citizen(self, settle, asked):
        shown = (await settle(asked.id, "carry-out")).json()
        assert (shown["state"], shown["is_confirmed"]) == ("open", True)

    async def test_refusing_ends_it_and_names_who(self, settle, asked):
        shown = (await settle(asked.id, "refuse")).json()
        assert shown["state"] == "refused"
        assert shown["done_by"]

    @pytest.mark.parametrize("step", ["carry-out", "refuse"])
    async def test_once(self, settle, asked, step):
        await settle(asked.id, "refuse")
        assert (await settle(asked.id, step)).status_code == 409

    @pytest.mark.parametrize("step", ["carry-out", "refuse"])
    async def test_with_a_reason_and_only_what_is_there(self, settle, asked, step):
        assert (await settle(asked.id, step, {"reason": ""})).status_code == 422
        assert (await settle(uuid.uuid4(), step)).status_code == 404
