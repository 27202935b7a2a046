"""Writes the editors' workbook: an empty template, or an export that read_excel reads back as the same records."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from knowledge_base.importer.words import section
from knowledge_base.importer.workbook_shape import SHEETS, columns, join_items, join_parts, labels, sheet_name
from knowledge_base.records import Fee, ProcedureRecord, SubmissionMethod

_LONGEST_CELL = 32_000  # Excel itself stops at 32,767
_WIDE = {"name", "summary", "steps", "conditions", "legal_bases", "documents", "note", "case", "fee_note"}
_WRAPPED = Alignment(wrap_text=True, vertical="top")
# Fields whose cell holds just their value.
_AS_THEY_ARE = (
    *("code", "name", "sector", "summary", "procedure_type", "implementing_agency", "competent_authority", "coordinating_agencies"),
    *("intake_address", "outcome", "online_url", "decision_number", "issuer", "as_of", "effective_from", "effective_to", "review_by"),
)
type Cell = str | int | date | None
type Row = dict[str, Cell]


def write_template() -> bytes:
    """Headings without records, and the sheet that says how to fill them in."""
    return write_export(())


def write_export(records: Iterable[ProcedureRecord]) -> bytes:
    book = Workbook(write_only=True)
    sheets = {sheet: _new_sheet(book, sheet) for sheet in SHEETS}
    for record in records:
        for row in _in_pieces(main_row(record)):
            _append(sheets["procedures"], "procedures", row)
        for row in document_rows(record):
            _append(sheets["documents"], "documents", row)
        for row in method_rows(record):
            _append(sheets["methods"], "methods", row)
    _write_guide(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _new_sheet(book: Workbook, sheet: str) -> Any:
    page = book.create_sheet(sheet_name(sheet))
    page.freeze_panes = "C2" if sheet == "procedures" else "B2"
    for index, field in enumerate(columns(sheet), start=1):
        page.column_dimensions[get_column_letter(index)].width = 60 if field in _WIDE else 22
    page.append([_heading(page, heading) for heading, _ in columns(sheet).values()])
    return page


def _heading(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, value=text)
    cell.font = Font(bold=True)
    cell.alignment = _WRAPPED
    return cell


def _append(page: Any, sheet: str, row: Row) -> None:
    page.append([_cell(page, row.get(field)) for field in columns(sheet)])


def _cell(page: Any, value: Cell) -> Any:
    if isinstance(value, date):
        cell = WriteOnlyCell(page, value=datetime.combine(value, time.min))
        cell.number_format = "dd/mm/yyyy"
        return cell
    if not isinstance(value, str):
        return WriteOnlyCell(page, value=value)
    cell = WriteOnlyCell(page, value=ILLEGAL_CHARACTERS_RE.sub("", value) or None)
    if value.startswith("="):
        cell.data_type = "s"  # words, never a formula
    if "\n" in value:
        cell.alignment = _WRAPPED
    return cell


def _write_guide(book: Workbook) -> None:
    words = section("workbook")
    page = book.create_sheet(sheet_name("guide"))
    for index, width in enumerate((18, 28, 100), start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.append([_heading(page, str(text)) for text in words["guide_headings"]])
    for note in words["guide_notes"]:
        page.append([None, None, _cell(page, str(note))])
    for sheet in SHEETS:
        for heading, hint in columns(sheet).values():
            page.append([sheet_name(sheet), heading, _cell(page, hint)])


def main_row(record: ProcedureRecord) -> Row:
    bases = (
        join_parts(base.document_number, base.summary, base.issued_on.strftime("%d/%m/%Y") if base.issued_on else "", base.issuer)
        for base in record.legal_bases
    )
    return {
        **{name: getattr(record, name) for name in _AS_THEY_ARE},
        "aliases": join_items(record.aliases),
        "authority_levels": ", ".join(labels("authority_levels")[level] for level in record.authority_levels),
        "applicant_types": join_items(record.applicant_types),
        "steps": join_items(record.steps),
        "conditions": join_items(record.conditions),
        "legal_bases": join_items(bases),
        "form_templates": join_items(join_parts(form.name, form.url) for form in record.form_templates),
        "online_level": labels("online_levels")[record.online_level] if record.online_level else "",
        "source_title": record.source.title,
        "source_url": record.source.url,
        "differences": join_items(join_parts(labels("compared").get(field, field), why) for field, why in record.differences.items()),
    }


def _in_pieces(row: Row) -> Iterator[Row]:
    """What is too long for a cell goes on in a row below, with the same code and no name."""
    pieces = {field: _cut(value) for field, value in row.items() if isinstance(value, str) and len(value) > _LONGEST_CELL}
    yield {**row, **{field: parts[0] for field, parts in pieces.items()}}
    for index in range(1, max((len(parts) for parts in pieces.values()), default=1)):
        yield {"code": row["code"], **{field: parts[index] for field, parts in pieces.items() if index < len(parts)}}


def _cut(text: str) -> list[str]:
    """At line ends where there are any."""
    parts: list[str] = []
    while len(text) > _LONGEST_CELL:
        end = text.rfind("\n", 1, _LONGEST_CELL)
        cut = end if end > 0 else _LONGEST_CELL
        parts.append(text[:cut])
        text = text[cut:].removeprefix("\n")
    return [*parts, text]


def document_rows(record: ProcedureRecord) -> Iterator[Row]:
    for case in record.required_documents:
        base: Row = {"code": record.code, "case": case.case}
        for document in case.documents:
            yield {
                **base,
                "name": document.name,
                "originals": document.originals,
                "copies": document.copies,
                "form_template": document.form_template,
            }
        for note in case.notes:
            yield {**base, "note": note}
        if not case.documents and not case.notes:
            yield base


def method_rows(record: ProcedureRecord) -> Iterator[Row]:
    for method in record.submission_methods:
        first = _method_row(method)
        fees = [_fee_row(fee) for fee in method.fees]
        yield {"code": record.code, **first, **(fees[0] if fees else {})}
        for fee in fees[1:]:
            yield {"code": record.code, **fee}


def _fee_row(fee: Fee) -> Row:
    kind = labels("fee_kinds")[fee.kind]
    return {"fee_kind": kind, "fee_amount": fee.amount_vnd, "fee_per": fee.per, "fee_note": fee.note}


def _method_row(method: SubmissionMethod) -> Row:
    limit = method.processing_time
    return {
        "kind": labels("kinds")[method.kind],
        "case": method.case,
        "time_amount": limit.amount if limit else None,
        "time_unit": labels("units")[limit.unit] if limit and limit.unit else "",
        "time_note": limit.note if limit else "",
        "note": method.note,
    }
