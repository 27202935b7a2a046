"""What a record reads like once it was written into the editors' workbook: some spellings do not survive, though nobody changed them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from knowledge_base.importer.excel_writing import Row, document_rows, main_row, method_rows
from knowledge_base.importer.workbook_cells import SheetRow, cell_text
from knowledge_base.importer.workbook_records import UnknownValues, record_values
from knowledge_base.importer.workbook_shape import sheet_name
from knowledge_base.records import ProcedureRecord


def read_back(record: ProcedureRecord) -> ProcedureRecord | None:
    """None for a record that the workbook cannot hold."""
    main = _row("procedures", main_row(record))
    documents = [_row("documents", row) for row in document_rows(record)]
    methods = [_row("methods", row) for row in method_rows(record)]
    try:
        return ProcedureRecord.model_validate(record_values(main, documents, methods, as_of=record.as_of))
    except (UnknownValues, ValidationError):
        return None


def _row(sheet: str, row: Row) -> SheetRow:
    texts: Mapping[str, str] = {field: cell_text(value) for field, value in row.items()}
    return SheetRow(sheet_name(sheet), 0, {field: text for field, text in texts.items() if text.strip()})
