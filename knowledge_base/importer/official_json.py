"""One official record as JSON, in the shape the crawl of the portal is kept in (a line of procedures.jsonl)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from knowledge_base.importer.candidates import Candidate, Place, refused
from knowledge_base.importer.official_fields import DocumentRow, LegalRow, MethodRow
from knowledge_base.importer.official_sheet import OfficialSheet, candidate_from, invalid_fields


def blank_for_none(value: object) -> object:
    return "" if value is None else value


def _empty_for_none(value: object) -> object:
    return () if value is None else value


Text = Annotated[str, BeforeValidator(blank_for_none)]


class _Row(BaseModel):
    # Fields this importer has no use for (documents_2025, keywords …) are passed over on purpose.
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class _Channel(_Row):
    channel: Text = ""
    time_limit: Text = ""
    fee: Text = ""
    note: Text = ""


class _Document(_Row):
    case: Text = ""
    name: Text = ""
    form: Text = ""
    qty: Text = ""


class _Basis(_Row):
    no: Text = ""
    title: Text = ""
    date: Text = ""
    issuer: Text = ""

    def row(self) -> LegalRow:
        return LegalRow(self.no, self.title, self.date, self.issuer)


class _Procedure(_Row):
    code: Text = ""
    name: Text = ""
    level: Text = ""
    field: Text = ""
    kind: Text = ""
    audience: Text = ""
    agency: Text = ""
    authority: Text = ""
    coordinating: Text = ""
    address: Text = ""
    issuer: Text = ""
    decision_no: Text = ""
    steps: Text = ""
    conditions: Text = ""
    result: Text = ""
    description: Text = ""
    online_url: Text = ""
    crawled: Text = ""
    channels: Annotated[tuple[_Channel, ...], BeforeValidator(_empty_for_none)] = ()
    documents: Annotated[tuple[_Document, ...], BeforeValidator(_empty_for_none)] = ()
    legal_basis: Annotated[tuple[_Basis, ...], BeforeValidator(_empty_for_none)] = ()
    legal_basis_2025: Annotated[tuple[_Basis, ...], BeforeValidator(_empty_for_none)] = ()
    forms: Annotated[tuple[str, ...], BeforeValidator(_empty_for_none)] = ()


def parse_as_of(crawled: str) -> date | None:
    """The day a crawl stands for: "2026-06/07" → 30 June (between its months), "2025-11-30/12-02" → the day in the middle,
    "2025-12" → the first; an exact day → itself. None for anything else.
    """
    text = crawled.strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d/\d\d", text):
            year, month = int(text[:4]), int(text[5:7])
            return date(year, month, calendar.monthrange(year, month)[1])
        if re.fullmatch(r"\d{4}-\d\d-\d\d/\d\d-\d\d", text):
            first, last = date.fromisoformat(text[:10]), date.fromisoformat(text[:5] + text[11:])
            return first + (last - first) / 2
        return date.fromisoformat(f"{text}-01" if re.fullmatch(r"\d{4}-\d\d", text) else text)
    except (ValueError, calendar.IllegalMonthError):
        return None


def candidate_from_row(row: object, place: Place, *, as_of: date) -> Candidate:
    """One record as decoded from JSON; `as_of` counts where the record does not say when it was crawled."""
    if not isinstance(row, dict):
        return refused(place, "not_an_object")
    try:
        procedure = _Procedure.model_validate(row)
    except ValidationError as error:
        return refused(place, "wrong_type", code=str(row.get("code", ""))[:40], fields=invalid_fields(error))
    return candidate_from(_sheet(procedure), place, as_of=parse_as_of(procedure.crawled) or as_of)


def _sheet(row: _Procedure) -> OfficialSheet:
    return OfficialSheet(
        code=row.code,
        name=row.name,
        levels=row.level,
        sector=row.field,
        procedure_type=row.kind,
        applicants=row.audience,
        agency=row.agency,
        authority=row.authority,
        coordinating=row.coordinating,
        address=row.address,
        issuer=row.issuer,
        decision=row.decision_no,
        steps=row.steps,
        conditions=row.conditions,
        outcome=row.result,
        description=row.description,
        url=row.online_url,
        methods=tuple(MethodRow(item.channel, item.time_limit, item.fee, item.note) for item in row.channels),
        documents=tuple(DocumentRow(item.case, item.name, item.form, item.qty) for item in row.documents),
        legal_bases=tuple(item.row() for item in row.legal_basis),
        other_bases=tuple(item.row() for item in row.legal_basis_2025),
        forms=row.forms,
    )
