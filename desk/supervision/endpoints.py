"""Reports and the audit log for supervisors, accounts for administrators."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request, Response, status

from core.db import Database
from core.words import Words
from desk.access.dependencies import desk_router, require
from desk.supervision.audit_names import names_in, subject_asked_for
from desk.supervision.excel import MEDIA_TYPE, write_report
from desk.supervision.period import read_period
from desk.supervision.schemas import NowOut, ReportOut
from desk.supervision.service import ReportService
from desk.supervision.staff_schemas import AuditEntryOut, AuditOut, MemberChanges, MemberIn, MemberKept, MemberOut
from staff import audit
from staff.audit import list_entries
from staff.membership import Changes, Membership, NewMember
from staff.permissions import Permission
from staff.repository import AuditFilter
from staff.sessions import SignedIn


@dataclass(frozen=True)
class SupervisionParts:
    """Lies in `app.state.desk_supervision`."""

    database: Database
    reports: ReportService
    membership: Membership
    words: Words


async def _parts(request: Request) -> SupervisionParts:
    parts: SupervisionParts = request.app.state.desk_supervision
    return parts


Parts = Annotated[SupervisionParts, Depends(_parts)]
Day = Annotated[str, Query(max_length=20)]
_LARGEST_ID = 2**63 - 1
_SeesReports = Depends(require(Permission.SEE_REPORTS))
_ReportReader = Annotated[SignedIn, Depends(require(Permission.SEE_REPORTS))]
_Admin = Annotated[SignedIn, Depends(require(Permission.MANAGE_STAFF))]

router = desk_router()


@router.get("/reports", dependencies=[_SeesReports])
async def report(parts: Parts, first: Annotated[Day, Query(alias="from")] = "", last: Annotated[Day, Query(alias="to")] = "") -> ReportOut:
    return await parts.reports.report(read_period(first, last, parts.words))


@router.get("/reports/now", dependencies=[_SeesReports])
async def how_things_stand(parts: Parts) -> NowOut:
    return await parts.reports.now()


@router.get("/reports.xlsx")
async def report_as_workbook(
    parts: Parts, signed: _ReportReader, first: Annotated[Day, Query(alias="from")] = "", last: Annotated[Day, Query(alias="to")] = ""
) -> Response:
    period = read_period(first, last, parts.words)
    name = f"bao-cao_{period.first}_{period.last}.xlsx"
    content = write_report(await parts.reports.report(period))
    details = {"from": str(period.first), "to": str(period.last)}
    async with parts.database.session() as session:
        await audit.record(session, staff_id=signed.member.id, action=audit.Action.REPORT_EXPORTED, details=details)
    return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/audit", dependencies=[Depends(require(Permission.SEE_AUDIT))])
async def audit_log(
    parts: Parts,
    staff_id: uuid.UUID | None = None,
    action: Annotated[str, Query(max_length=100)] = "",
    subject_id: Annotated[str, Query(max_length=100)] = "",
    before_id: Annotated[int | None, Query(ge=1, le=_LARGEST_ID)] = None,
) -> AuditOut:
    async with parts.database.session() as session:
        subject = await subject_asked_for(session, _printable(subject_id).strip())
        chosen = AuditFilter(staff_id=staff_id, action=_printable(action) or None, subject_id=subject or None)
        page = await list_entries(session, chosen, before_id=before_id)
        names = dict(await names_in(session, page.lines))
    return AuditOut(entries=[AuditEntryOut.of(line) for line in page.lines], names=names, has_more=page.has_more)


@router.get("/staff")
async def list_staff(parts: Parts, _admin: _Admin) -> list[MemberOut]:
    return [MemberOut.of(member) for member in await parts.membership.list_all()]


@router.post("/staff", status_code=status.HTTP_201_CREATED)
async def add_member(parts: Parts, admin: _Admin, body: MemberIn) -> MemberKept:
    new = NewMember(body.username, body.display_name, body.roles, body.group_name, body.extension)
    added = await parts.membership.add(new, by=admin.member.id)
    return MemberKept(member=MemberOut.of(added.member), password=added.password)


@router.patch("/staff/{staff_id}")
async def change_member(parts: Parts, admin: _Admin, staff_id: uuid.UUID, body: MemberChanges) -> MemberKept:
    by, membership = admin.member.id, parts.membership
    changes = Changes(body.display_name, body.roles, body.group_name, body.extension, body.is_active)
    member = await membership.change(staff_id, changes, by=by)
    if body.unlock:
        member = await membership.unlock(staff_id, by=by)
    password = await membership.reset_password(staff_id, by=by) if body.reset_password else None
    if body.reset_totp:
        await membership.reset_code(staff_id, by=by)
    shown = MemberOut.of(member)
    return MemberKept(member=shown.model_copy(update={"totp_enrolled": shown.totp_enrolled and not body.reset_totp}), password=password)


def _printable(text: str) -> str:
    """A NUL is no letter of any action or id, and no database takes it."""
    return text.replace("\x00", "")
