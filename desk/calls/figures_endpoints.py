"""Figures about calls, for supervisors."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from desk.access.dependencies import desk_router, require
from desk.calls.csv_file import MEDIA_TYPE, calls_as_csv
from desk.calls.parts import Calls
from desk.calls.schemas import CallsOut
from desk.supervision.period import read_period
from staff import audit
from staff.permissions import Permission
from staff.sessions import SignedIn

Day = Annotated[str, Query(max_length=20)]
_Reader = Annotated[SignedIn, Depends(require(Permission.SEE_REPORTS))]

router = desk_router()


@router.get("/reports/calls")
async def call_figures(
    calls: Calls, _reader: _Reader, first: Annotated[Day, Query(alias="from")] = "", last: Annotated[Day, Query(alias="to")] = ""
) -> CallsOut:
    return await calls.figures.report(read_period(first, last, calls.period_words))


@router.get("/reports/calls.csv")
async def calls_file(
    calls: Calls, reader: _Reader, first: Annotated[Day, Query(alias="from")] = "", last: Annotated[Day, Query(alias="to")] = ""
) -> Response:
    period = read_period(first, last, calls.period_words)
    details = {"from": str(period.first), "to": str(period.last), "what": "calls"}
    async with calls.database.session() as session:
        await audit.record(session, staff_id=reader.member.id, action=audit.Action.REPORT_EXPORTED, details=details)
    name = f"cuoc-goi_{period.first}_{period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(await calls_as_csv(calls.database, period), media_type=MEDIA_TYPE, headers=headers)
