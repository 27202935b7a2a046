"""Opens a workbook safely and gives its rows as texts by field; openpyxl's many ways of failing end here."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.limits import Limits
from knowledge_base.importer.workbook_shape import SHEETS, columns, fields_by_heading, heading_key, required_columns, sheet_name

# What openpyxl raises on a workbook that is a zip of XML but not a sound one: it looks up and converts without checking.
UNSOUND = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # both XML parsers that openpyxl may use derive their errors from it
    EOFError,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
)
_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`cells` by field, only those filled in; `line` counts from 1 as the editor sees it."""

    sheet: str
    line: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(slots=True)
class WorkbookRows:
    procedures: list[SheetRow] = field(default_factory=list)
    documents: list[SheetRow] = field(default_factory=list)
    methods: list[SheetRow] = field(default_factory=list)
    # (sheet, headings) that the importer does not know and passes over.
    unknown_columns: list[tuple[str, str]] = field(default_factory=list)
    # By sheet that is there: the fields that it has a column for.
    columns: dict[str, frozenset[str]] = field(default_factory=dict)


def read_workbook(data: bytes, limits: Limits) -> WorkbookRows:
    """Raises UnreadableFile. `data` has passed limits.office_parts."""
    found = WorkbookRows()
    tables = _tables(data, limits)
    for sheet in SHEETS:
        table = tables.get(sheet_name(sheet).casefold())
        if table is None and sheet == "procedures":
            raise UnreadableFile("no_sheet", sheet=sheet_name(sheet))
        getattr(found, sheet).extend(_rows(sheet, table or [], found))
    return found


def _tables(data: bytes, limits: Limits) -> dict[str, list[tuple[int, list[str]]]]:
    """Filled rows by the folded name of their sheet."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out; none of them holds content.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            wanted = {sheet_name(sheet).casefold(): limits.procedures if sheet == "procedures" else limits.rows for sheet in SHEETS}
            titled = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
            return {title: list(_filled(titled[title], most)) for title, most in wanted.items() if title in titled}
    except UNSOUND as error:
        raise UnreadableFile("bad_workbook") from error


def _filled(sheet: Any, most: int) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), start=1):
        # One more for the headings.
        if line > most + 1:
            raise UnreadableFile("too_many_rows", sheet=sheet.title, limit=most)
        cells = [cell_text(value) for value in row]
        if any(cells):
            yield line, cells


def cell_text(value: object) -> str:
    """A code typed as a number has lost its last zeros: 1.01256 → "1.012560"; dates become ISO."""
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.6f}"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip("\r\n")


def _rows(sheet: str, table: list[tuple[int, list[str]]], found: WorkbookRows) -> Iterable[SheetRow]:
    if not table:
        return []
    (_, headings), *rest = table
    fields = fields_by_heading(sheet)
    names = [fields.get(heading_key(heading)) for heading in headings]
    missing = [columns(sheet)[name][0] for name in required_columns(sheet) if name not in names]
    if missing:
        raise UnreadableFile("no_columns", sheet=sheet_name(sheet), columns=", ".join(missing))
    found.columns[sheet] = frozenset(name for name in names if name is not None)
    unknown = [heading for heading, name in zip(headings, names, strict=True) if heading.strip() and name is None]
    if unknown:
        found.unknown_columns.append((sheet_name(sheet), ", ".join(unknown)))
    return [
        SheetRow(sheet_name(sheet), line, {name: cell for name, cell in zip(names, cells, strict=True) if name and cell.strip()})
        for line, cells in rest
    ]
