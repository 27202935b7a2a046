"""Rows of the editors' workbook → one record; cells that cannot be understood are all named, and refuse the whole procedure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from knowledge_base.importer import official_fields as fields
from knowledge_base.importer.words import source_title
from knowledge_base.importer.workbook_cells import SheetRow
from knowledge_base.importer.workbook_shape import SEPARATOR, allowed, columns, split_items, split_parts, values_by_label
from knowledge_base.records import Fee, FormTemplate, ProcessingTime, SubmissionKind, SubmissionMethod

# "-1", "tám nghìn đồng", "8k": meant as a number, and none that can be counted with.
_NO_AMOUNT = re.compile(
    r"^(?:[^:\d]{1,20}:)?\s*(?:[-−–]\d|(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu)\b\s*){2,}(?:đồng)?$)|\d\s*k\b",
    re.IGNORECASE,
)
_PLAIN = (
    "procedure_type",
    "implementing_agency",
    "competent_authority",
    "coordinating_agencies",
    "intake_address",
    "outcome",
    "decision_number",
    "issuer",
)


@dataclass(frozen=True)
class UnknownValue:
    """A cell whose word or number means nothing to us; `allowed` says what may stand there."""

    row: SheetRow
    value: str
    column: str
    allowed: str


class UnknownValues(Exception):
    """All of them that a procedure has."""

    def __init__(self, found: Sequence[UnknownValue]) -> None:
        super().__init__(", ".join(each.value for each in found))
        self.found = found


class _Unknown(Exception):
    def __init__(self, what: UnknownValue) -> None:
        super().__init__(what.value)
        self.what = what


class _Reading:
    """Goes on behind a cell that means nothing, so that an editor mends all of them at once."""

    def __init__(self) -> None:
        self.unknown: list[UnknownValue] = []

    def of[T](self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except _Unknown as unknown:
            self.unknown.append(unknown.what)
            return None


def record_values(main: SheetRow, documents: Sequence[SheetRow], methods: Sequence[SheetRow], *, as_of: date) -> dict[str, Any]:
    """Arguments for ProcedureRecord, which checks them; raises UnknownValues."""
    reading = _Reading()
    values = _values(reading, main, documents, methods, as_of)
    if reading.unknown:
        raise UnknownValues(reading.unknown)
    return values


def _values(reading: _Reading, main: SheetRow, documents: Sequence[SheetRow], methods: Sequence[SheetRow], as_of: date) -> dict[str, Any]:
    return {
        **{name: fields.clean(main.get(name)) for name in _PLAIN},
        "code": fields.one_line(main.get("code")),
        "name": fields.one_line(main.get("name")),
        "sector": fields.one_line(main.get("sector")),
        "summary": fields.clean(main.get("summary")),
        "aliases": split_items(main.get("aliases")),
        "authority_levels": _choices(reading, main, "authority_levels"),
        "applicant_types": split_items(main.get("applicant_types")),
        "steps": split_items(main.get("steps")),
        "conditions": split_items(main.get("conditions")),
        "legal_bases": _legal_bases(main),
        "form_templates": _forms(main),
        "submission_methods": _methods(reading, methods) if methods else _plain_methods(reading, main),
        "required_documents": _documents(reading, documents) if documents else _plain_documents(main),
        "online_level": reading.of(lambda: _choice(main, "online_level", main.get("online_level"), values="online_levels")),
        "online_url": fields.one_line(main.get("online_url")),
        "source": {
            "title": fields.one_line(main.get("source_title")) or source_title(),
            "url": fields.one_line(main.get("source_url")),
        },
        "as_of": _day(reading, main, "as_of") or as_of,
        **{name: _day(reading, main, name) for name in ("effective_from", "effective_to", "review_by")},
        "differences": _differences(main),
    }


def _words(text: str) -> Iterable[str]:
    return (word.strip() for word in fields.one_line(text).split(",") if word.strip())


def _unknown(row: SheetRow, sheet: str, column: str, value: str, values: str = "") -> _Unknown:
    return _Unknown(UnknownValue(row, value[:80], columns(sheet)[column][0].rstrip("*"), allowed(column, values)))


def _choices(reading: _Reading, row: SheetRow, column: str) -> tuple[str, ...]:
    found = [reading.of(partial(_choice, row, column, word)) for word in _words(row.get(column))]
    return tuple(each for each in found if each is not None)


def _choice(row: SheetRow, column: str, word: str, *, values: str = "", sheet: str = "procedures") -> str | None:
    """The enum value of a word; None for an empty cell."""
    text = fields.one_line(word)
    if not text:
        return None
    value = values_by_label(values or column).get(text.casefold())
    if value is None:
        raise _unknown(row, sheet, column, text, values or column)
    return value


def _number(row: SheetRow, sheet: str, column: str) -> int | None:
    """Whole and not negative; thousands may be grouped."""
    text = fields.one_line(row.get(column))
    if not text:
        return None
    number = fields.amount_of(text)
    if number is None:
        raise _unknown(row, sheet, column, text)
    return number


def _day(reading: _Reading, row: SheetRow, column: str) -> date | None:
    text = fields.one_line(row.get(column))
    return reading.of(partial(_date, row, column, text)) if text else None


def _date(row: SheetRow, column: str, text: str) -> date:
    try:
        return fields.parse_official_date(text) or date.fromisoformat(text)
    except ValueError as error:
        raise _unknown(row, "procedures", column, text) from error


def _differences(main: SheetRow) -> dict[str, str]:
    items = (item.partition(SEPARATOR) for item in split_items(main.get("differences")))
    fields_by_label = values_by_label("compared")
    return {fields_by_label.get(part.strip().casefold(), part.strip()): why.strip() for part, _, why in items}


def _legal_bases(main: SheetRow) -> tuple[Any, ...]:
    rows = (fields.LegalRow(*split_parts(item, 4)) for item in split_items(main.get("legal_bases")))
    return fields.parse_legal_bases(rows)


def _forms(main: SheetRow) -> tuple[FormTemplate, ...]:
    parts = (split_parts(item, 2) for item in split_items(main.get("form_templates")))
    return tuple(FormTemplate(name=fields.one_line(name), url=url) for name, url in parts if name)


def _plain_documents(main: SheetRow) -> tuple[Any, ...]:
    parts = (split_parts(item, 2) for item in split_items(main.get("documents")))
    return fields.parse_documents(fields.DocumentRow("", name, "", quantity) for name, quantity in parts)


def _plain_methods(reading: _Reading, main: SheetRow) -> tuple[SubmissionMethod, ...]:
    time, fee = (reading.of(partial(_credible, main, column)) or "" for column in ("time", "fee"))
    kinds = _choices(reading, main, "kinds")
    if not kinds and not time and not fee:
        return ()
    return tuple(
        SubmissionMethod(
            kind=SubmissionKind(kind or SubmissionKind.IN_PERSON),
            processing_time=fields.parse_processing_time(time),
            fees=fields.parse_fees(fee),
        )
        for kind in kinds or [None]
    )


def _credible(row: SheetRow, column: str) -> str:
    """Words are kept as words ("theo nghị quyết của Hội đồng nhân dân"), but not numbers that only look like them."""
    text = row.get(column)
    if _NO_AMOUNT.search(fields.one_line(text)):
        raise _unknown(row, "procedures", column, text)
    return text


def _documents(reading: _Reading, rows: Sequence[SheetRow]) -> tuple[dict[str, Any], ...]:
    cases: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        case = cases.setdefault(fields.one_line(row.get("case")), {"documents": [], "notes": []})
        if name := fields.one_line(row.get("name")):
            case["documents"].append(
                {
                    "name": name,
                    "originals": reading.of(partial(_number, row, "documents", "originals")) or 0,
                    "copies": reading.of(partial(_number, row, "documents", "copies")) or 0,
                    "form_template": fields.one_line(row.get("form_template")),
                }
            )
        if note := fields.clean(row.get("note")):
            case["notes"].append(note)
    return tuple({"case": title, **case} for title, case in cases.items())


def _methods(reading: _Reading, rows: Sequence[SheetRow]) -> tuple[dict[str, Any], ...]:
    """A row without a way of handing in adds a fee to the row above it."""
    methods: list[dict[str, Any]] = []
    for row in rows:
        kind = reading.of(partial(_method_kind, row, is_first=not methods))
        if kind is not None:
            methods.append({"kind": kind, "case": fields.one_line(row.get("case")), "fees": []})
            methods[-1]["processing_time"] = _time(reading, row)
            methods[-1]["note"] = fields.clean(row.get("note"))
        fee = _fee(reading, row)
        if fee is not None and methods:
            methods[-1]["fees"].append(fee)
    return tuple(methods)


def _method_kind(row: SheetRow, *, is_first: bool) -> str | None:
    kind = _choice(row, "kind", row.get("kind"), values="kinds", sheet="methods")
    if kind is None and is_first:
        raise _unknown(row, "methods", "kind", "", "kinds")
    return kind


def _time(reading: _Reading, row: SheetRow) -> ProcessingTime | None:
    amount, note = reading.of(partial(_number, row, "methods", "time_amount")), fields.clean(row.get("time_note"))
    unit = reading.of(lambda: _choice(row, "time_unit", row.get("time_unit"), values="units", sheet="methods"))
    if amount is None and not note:
        return None
    return ProcessingTime.model_validate({"amount": amount, "unit": unit, "note": note})


def _fee(reading: _Reading, row: SheetRow) -> Fee | None:
    amount, note = reading.of(partial(_number, row, "methods", "fee_amount")), fields.clean(row.get("fee_note"))
    kind = reading.of(lambda: _choice(row, "fee_kind", row.get("fee_kind"), values="fee_kinds", sheet="methods"))
    if amount is None and not note:
        return None
    per = fields.one_line(row.get("fee_per"))
    return Fee.model_validate({"kind": kind or "fee", "amount_vnd": amount, "per": per, "note": note})
