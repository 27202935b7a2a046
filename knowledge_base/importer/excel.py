"""Reads the editors' workbook (.xlsx): the sheet "Thủ tục" with a procedure a row, and two optional sheets for details."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from knowledge_base.importer.candidates import (
    Candidate,
    Place,
    accepted,
    candidate_name,
    refused,
    unreadable,
    without_duplicates,
)
from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.limits import DEFAULT_LIMITS, Limits, load, office_parts
from knowledge_base.importer.official_fields import one_line
from knowledge_base.importer.official_sheet import invalid_fields, wrong_identity
from knowledge_base.importer.portal_docx import MAIN_PART as WORD_DOCUMENT
from knowledge_base.importer.words import reason
from knowledge_base.importer.workbook_cells import SheetRow, WorkbookRows, read_workbook
from knowledge_base.importer.workbook_flaws import refuse_flaws
from knowledge_base.importer.workbook_records import UnknownValue, UnknownValues, record_values
from knowledge_base.importer.workbook_shape import sheet_name
from knowledge_base.records import ProcedureRecord

MAIN_PART = "xl/workbook.xml"
# Where a field is spread over columns, or over a sheet of its own.
_COLUMNS_OF = {
    "submission_methods": ("kinds", "time", "fee", "methods"),
    "required_documents": ("documents",),
    "source": ("source_title", "source_url"),
}


@dataclass(slots=True)
class _Procedure:
    main: SheetRow
    documents: list[SheetRow] = field(default_factory=list)
    methods: list[SheetRow] = field(default_factory=list)


def read_excel(source: Path | bytes, *, as_of: date, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[Candidate]:
    """A candidate per procedure, then a refusal per row that belongs to none. `as_of` counts where its cell is empty."""
    file = candidate_name(source, name)
    try:
        data = load(source, limits)
        parts = office_parts(data, limits)
        if MAIN_PART not in parts:
            raise UnreadableFile("word_for_workbook" if WORD_DOCUMENT in parts else "bad_workbook")
        refuse_flaws(parts)
        rows = read_workbook(data, limits)
    except UnreadableFile as error:
        yield unreadable(Place(file), error)
        return
    for sheet, headings in rows.unknown_columns:
        yield refused(Place(file, line=1, sheet=sheet), "unknown_columns", sheet=sheet, columns=headings)
    procedures = _joined(rows.procedures)
    orphans = list(_with_details(procedures, rows))
    speaks_of = _spoken_of(rows)
    yield from without_duplicates(_candidate(procedure, file, as_of, speaks_of) for procedure in procedures)
    for row in orphans:
        values = {"sheet": row.sheet, "main": sheet_name("procedures")}
        yield refused(_place(file, row), "orphan", code=one_line(row.get("code"))[:40], **values)


def _joined(rows: Iterable[SheetRow]) -> list[_Procedure]:
    """A row with the code of the one above and no name goes on with its long cells."""
    procedures: list[_Procedure] = []
    for row in rows:
        last = procedures[-1].main if procedures else None
        if last is not None and not row.get("name") and row.get("code") and row.get("code") == last.get("code"):
            for name, text in row.cells.items():
                if name != "code":
                    last.cells[name] = "\n".join(part for part in (last.get(name), text) if part)
        else:
            procedures.append(_Procedure(row))
    return procedures


def _with_details(procedures: list[_Procedure], rows: WorkbookRows) -> Iterator[SheetRow]:
    """Hand each detail row to its procedure; give back those that no procedure claims."""
    by_code: dict[str, list[_Procedure]] = defaultdict(list)
    for procedure in procedures:
        by_code[one_line(procedure.main.get("code"))].append(procedure)
    for row in rows.documents + rows.methods:
        owners = by_code.get(one_line(row.get("code")), [])
        if not owners:
            yield row
        for owner in owners:
            (owner.documents if row.sheet == sheet_name("documents") else owner.methods).append(row)


def _place(file: str, row: SheetRow) -> Place:
    return Place(file, line=row.line, sheet=row.sheet)


def _spoken_of(rows: WorkbookRows) -> frozenset[str]:
    """The fields of a record that the workbook has columns for."""
    columns = {name for sheet in rows.columns for name in (rows.columns[sheet] if sheet == "procedures" else (sheet,))}
    return frozenset(name for name in ProcedureRecord.model_fields if columns.intersection(_COLUMNS_OF.get(name, (name,))))


def _said(unknown: UnknownValue, file: str, place: Place) -> str:
    """With its row where that is another one than the first one's."""
    key = "unknown_value" if unknown.value else "empty_value"
    what = reason(key, value=unknown.value, column=unknown.column, allowed=unknown.allowed)
    where = _place(file, unknown.row)
    if where == place:
        return what
    said = reason("at", where=where.within, what=what)
    return said[:1].upper() + said[1:]


def _candidate(procedure: _Procedure, file: str, as_of: date, speaks_of: frozenset[str]) -> Candidate:
    place, code = _place(file, procedure.main), one_line(procedure.main.get("code"))
    if (refusal := wrong_identity(code, one_line(procedure.main.get("name")), place)) is not None:
        return refusal
    try:
        values = record_values(procedure.main, procedure.documents, procedure.methods, as_of=as_of)
        return replace(accepted(place, ProcedureRecord.model_validate(values)), speaks_of=speaks_of)
    except UnknownValues as error:
        first = _place(file, error.found[0].row)
        return Candidate(first, reason="\n".join(_said(each, file, first) for each in error.found), code=code)
    except ValidationError as error:
        return refused(place, "invalid", code=code, fields=invalid_fields(error))
