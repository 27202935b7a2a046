from __future__ import annotations

import asyncio
import io
import uuid
from datetime import datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from app.wiring.supervision import supervision_parts
from conversations.models import Message
from core.clock import utc_now
from desk.supervision.endpoints import router
from staff import audit
from staff.repository import StaffRepository
from tests.desk.histories import Case, Thread, add_member, at
from tests.desk.seats import NOBODY, desk_app, take_seat
from tickets.models import Ticket
from tickets.tracking_codes import new_code, shown

PERIOD = {"from": "2026-11-02", "to": "2026-11-03"}


@pytest.fixture
def app(settings, database):
    return desk_app(settings, database, router, desk_supervision=supervision_parts(settings, database))


@pytest.fixture
async def supervisor(app, database):
    return await take_seat(app, database, "supervisor")


@pytest.fixture
async def admin(app, database):
    return await take_seat(app, database, "admin")


class TestWhoMayAsk:
    @pytest.mark.parametrize("path", ["/reports", "/reports/now", "/reports.xlsx", "/audit"])
    @pytest.mark.parametrize(("role", "status"), [("operator", 403), ("editor", 403), ("supervisor", 200), ("admin", 200), (NOBODY, 401)])
    async def test_reports_and_audit_are_for_supervisors_and_admins(self, app, database, path, role, status):
        seat = await take_seat(app, database, role)
        assert (await seat.ask("GET", path, params=PERIOD)).status_code == status

    @pytest.mark.parametrize(("method", "path"), [("GET", "/staff"), ("POST", "/staff"), ("PATCH", f"/staff/{uuid.uuid4()}")])
    @pytest.mark.parametrize("role", ["operator", "editor", "supervisor"])
    async def test_accounts_are_for_admins(self, app, database, method, path, role):
        seat = await take_seat(app, database, role)
        body = {"username": "moi", "display_name": "Mới", "roles": ["admin"]}
        assert (await seat.ask(method, path, json=body)).status_code == 403


class TestReport:
    async def test_has_exactly_the_promised_keys(self, supervisor):
        report = await supervisor.get("/reports", **PERIOD)
        assert list(report) == [
            *("period", "totals", "waits", "by_hour", "by_day", "by_channel", "by_sector", "by_unit", "by_operator", "ratings", "by_reason")
        ]
        assert report["period"] == PERIOD
        assert list(report["by_day"][0]) == ["day", "conversations", "handed_over", "bot_solved", "tickets", "resolved"]

    @pytest.mark.parametrize("params", [{}, {"from": "hôm qua", "to": "2026-11-03"}, {"from": "2026-11-03", "to": "2026-11-02"}])
    async def test_refuses_what_is_no_period_with_a_sentence(self, supervisor, params):
        response = await supervisor.ask("GET", "/reports", params=params)
        assert (response.status_code, bool(response.json()["error"]["message"])) == (422, True)


class TestReportAsWorkbook:
    async def test_is_a_workbook_to_be_saved(self, database, supervisor):
        await (await Thread.begin(database)).asks(at("2026-11-02"))
        response = await supervisor.ask("GET", "/reports.xlsx", params=PERIOD)
        assert "bao-cao_2026-11-02_2026-11-03.xlsx" in response.headers["content-disposition"]
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        assert book["Tổng hợp"]["B4"].value == 1

    async def test_is_written_down(self, supervisor):
        await supervisor.ask("GET", "/reports.xlsx", params=PERIOD)
        await supervisor.ask("GET", "/reports", params=PERIOD)
        [entry] = (await supervisor.get("/audit", action="report_exported"))["entries"]
        assert (entry["details"], bool(entry["staff_name"])) == (PERIOD, True)


class TestAuditLog:
    async def test_pages_from_the_newest_to_the_oldest(self, database, supervisor):
        async with database.session() as session:
            for number in range(60):
                await audit.record(session, staff_id=supervisor.staff_id, action=audit.Action.SEARCHED, details={"query": str(number)})
        first = await supervisor.get("/audit")
        assert (first["has_more"], first["entries"][0]["details"]) == (True, {"query": "59"})
        rest = await supervisor.get("/audit", before_id=first["entries"][-1]["id"])
        assert (rest["has_more"], [entry["details"]["query"] for entry in rest["entries"]][-1]) == (False, "0")
        assert len(first["entries"]) + len(rest["entries"]) == 60

    async def test_keeps_what_is_asked_for(self, database, supervisor):
        other = await add_member(database, display_name="Lan")
        async with database.session() as session:
            await audit.record(session, staff_id=other, action=audit.Action.MESSAGE_REVEALED, subject_kind="message", subject_id="m1")
            await audit.record(session, staff_id=supervisor.staff_id, action=audit.Action.SEARCHED)
        for params in ({"staff_id": str(other)}, {"action": "message_revealed"}, {"subject_id": "m1"}):
            [entry] = (await supervisor.get("/audit", **params))["entries"]
            assert (entry["staff_name"], entry["action"], entry["subject_id"]) == ("Lan", "message_revealed", "m1")
        assert (await supervisor.get("/audit", action="searched\x00x"))["entries"] == []

    async def test_names_what_is_known_by_number(self, database, supervisor):
        lan, thread = await add_member(database, display_name="Lan"), await Thread.begin(database)
        case = await Case.open(database, at("2026-11-02"), conversation_id=thread.id)
        await thread.asks(at("2026-11-02"))
        async with database.session() as session:
            code = shown((await session.get_one(Ticket, case.id)).tracking_code)
            message_id = await session.scalar(select(Message.id).where(Message.conversation_id == thread.id))
            for kind, subject_id in (
                ("staff", lan),
                ("ticket", case.id),
                ("conversation", thread.id),
                ("message", message_id),
                ("bot_pause", uuid.uuid4()),
            ):
                await audit.record(session, staff_id=None, action=audit.Action.SEARCHED, subject_kind=kind, subject_id=subject_id)
            await audit.record(session, staff_id=None, action=audit.Action.TICKETS_EXPORTED, details={"assignee_id": str(lan), "q": "đèn"})
        names = (await supervisor.get("/audit"))["names"]
        assert names == {str(lan): "Lan", str(case.id): code, str(thread.id): code, str(message_id): code}

    async def test_finds_a_ticket_by_the_code_that_people_know(self, database, supervisor):
        case = await Case.open(database, at("2026-11-02"), tracking_code=new_code())
        async with database.session() as session:
            code = (await session.get_one(Ticket, case.id)).tracking_code
            for subject_id in (case.id, uuid.uuid4()):
                await audit.record(session, staff_id=None, action=audit.Action.PHONE_REVEALED, subject_kind="ticket", subject_id=subject_id)
        [entry] = (await supervisor.get("/audit", subject_id=f" {shown(code).lower()}"))["entries"]
        assert entry["subject_id"] == str(case.id)

    async def test_refuses_what_is_no_number(self, supervisor):
        assert (await supervisor.ask("GET", "/audit", params={"before_id": 2**63})).status_code == 422


class TestStaff:
    async def test_new_member_gets_a_password_told_once(self, admin):
        body = {"username": "Lan.Nguyen", "display_name": "Nguyễn Lan", "roles": ["operator"], "group_name": "đất đai"}
        added = await admin.ask("POST", "/staff", json=body)
        assert added.status_code == 201
        assert len(added.json()["password"]) >= 12
        listed = {member["username"]: member for member in await admin.get("/staff")}
        assert listed["lan.nguyen"]["group_name"] == "đất đai"
        assert "password" not in str(listed)

    async def test_the_same_name_twice_is_a_conflict(self, admin):
        body = {"username": "lan", "display_name": "Lan", "roles": ["operator"]}
        assert [(await admin.ask("POST", "/staff", json=body)).status_code for _ in range(2)] == [201, 409]

    async def test_changes_what_is_given_and_nothing_else(self, database, admin):
        lan = await add_member(database, display_name="Lan", group_name="hộ tịch")
        changed = await admin.ask("PATCH", f"/staff/{lan}", json={"roles": ["supervisor"]})
        member = changed.json()["member"]
        assert (member["roles"], member["display_name"], member["group_name"]) == (["supervisor"], "Lan", "hộ tịch")
        assert changed.json()["password"] is None

    async def test_helps_who_is_locked_out(self, database, admin):
        lan = await add_member(database, totp_secret="sealed")
        helped = (await admin.ask("PATCH", f"/staff/{lan}", json={"reset_password": True, "reset_totp": True})).json()
        assert (bool(helped["password"]), helped["member"]["totp_enrolled"]) == (True, False)

    async def test_shows_a_lock_while_it_lasts_and_takes_it_away(self, database, admin):
        until = utc_now() + timedelta(minutes=10)
        lan = await add_member(database, display_name="Lan", locked_until=until, failed_sign_ins=5)
        hoa = await add_member(database, display_name="Hoa", locked_until=utc_now() - timedelta(seconds=1), failed_sign_ins=5)
        listed = {member["id"]: member["locked_until"] for member in await admin.get("/staff")}
        assert (datetime.fromisoformat(listed[str(lan)]), listed[str(hoa)]) == (until, None)
        unlocked = await admin.ask("PATCH", f"/staff/{lan}", json={"unlock": True})
        assert unlocked.json()["member"]["locked_until"] is None
        [entry] = (await admin.get("/audit", action="member_unlocked"))["entries"]
        assert entry["subject_id"] == str(lan)

    @pytest.mark.parametrize("changes", [{"is_active": False}, {"roles": ["operator"]}])
    async def test_nobody_shuts_themselves_out(self, admin, changes):
        refused = await admin.ask("PATCH", f"/staff/{admin.staff_id}", json=changes)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_yourself")

    @pytest.mark.parametrize("changes", [{"is_active": False}, {"roles": ["operator"]}])
    async def test_two_admins_at_once_never_leave_nobody(self, app, database, admin, changes):
        other = await take_seat(app, database, "admin")
        answers = await asyncio.gather(
            admin.ask("PATCH", f"/staff/{other.staff_id}", json=changes), other.ask("PATCH", f"/staff/{admin.staff_id}", json=changes)
        )
        async with database.session() as session:
            assert len(await StaffRepository(session).lock_admins()) == 1
        assert sorted(answer.status_code for answer in answers)[0] == 200

    async def test_a_disabled_member_is_out_at_once(self, app, database, admin):
        other = await take_seat(app, database, "supervisor")
        await admin.ask("PATCH", f"/staff/{other.staff_id}", json={"is_active": False})
        assert (await other.ask("GET", "/reports/now")).status_code == 401

    async def test_no_such_member_is_not_found(self, admin):
        assert (await admin.ask("PATCH", f"/staff/{uuid.uuid4()}", json={"is_active": False})).status_code == 404
