"""Opens the agencies' workbook safely and gives its rows; whatever is wrong is said with its row, all of it at once."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from core.errors import InputError
from knowledge_base.importer.limits import MEGABYTE, Limits, load, office_parts
from knowledge_base.importer.workbook_cells import UNSOUND
from tickets.directory_words import column_name, find_column, problem, required_columns
from tickets.workbook_merges import merged_cells

MOST_UNITS = 10_000
# A directory of ten thousand agencies takes 2 MB; what unpacks to far more is something else.
_LIMITS = Limits(file_bytes=10 * MEGABYTE, unpacked_bytes=64 * MEGABYTE)
_MOST_COLUMNS = 60
_HEADING_WITHIN = 20
_MAIN_PART = "xl/workbook.xml"


class UnreadableDirectory(InputError):
    """The file as a whole is no directory; the message says why, in Vietnamese."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"directory_{key}", problem(key, **values))


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """`line` counts from 1 as the editor sees it; `cells` by column, only those filled in."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True)
class DirectorySheet:
    """`problems` are sentences for whoever made the file, each with its row."""

    rows: list[DirectoryRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_directory(source: Path | bytes) -> DirectorySheet:
    """The first sheet with the headings. Raises UnreadableDirectory or knowledge_base's UnreadableFile."""
    data = load(source, _LIMITS)
    parts = office_parts(data, _LIMITS)
    if _MAIN_PART not in parts:
        raise UnreadableDirectory("wrong_kind")
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out; none of them holds content.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return _first_directory(book.worksheets, parts)
    except UNSOUND as error:
        raise UnreadableDirectory("bad_workbook") from error


def _first_directory(sheets: Sequence[Any], parts: dict[str, bytes]) -> DirectorySheet:
    for sheet in sheets:
        rows = _filled(sheet)
        for line, cells in rows:
            if line > _HEADING_WITHIN:
                break
            if columns := _columns(line, cells):
                return _read(rows, columns, merged_cells(parts, sheet.title, below=line))
    headings = ", ".join(column_name(column) for column in required_columns())
    raise UnreadableDirectory("no_headings", lines=_HEADING_WITHIN, columns=headings)


def _filled(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for line, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if any(cell.value is not None and str(cell.value).strip() for cell in cells):
            yield line, cells


def _columns(line: int, cells: Sequence[Any]) -> dict[int, str]:
    """Place → column; empty when these are not the headings."""
    found: dict[int, str] = {}
    headings: dict[str, str] = {}
    for place, cell in enumerate(cells):
        heading = str(cell.value or "").strip()
        column = find_column(heading)
        if column is None:
            continue
        if column in headings:
            raise UnreadableDirectory("column_twice", line=line, column=column_name(column), first=headings[column], second=heading)
        found[place], headings[column] = column, heading
    return found if set(required_columns()) <= set(headings) else {}


def _read(rows: Iterator[tuple[int, tuple[Any, ...]]], columns: dict[int, str], merged: Sequence[tuple[int, str]]) -> DirectorySheet:
    sheet = DirectorySheet(problems=[problem("merged", line=line, cells=cells) for line, cells in merged])
    for line, cells in rows:
        values: dict[str, str] = {}
        for place, column in columns.items():
            text, complaint = _text(line, column, cells[place])
            if complaint:
                sheet.problems.append(complaint)
            if text:
                values[column] = text
        if values:
            sheet.rows.append(DirectoryRow(line, values))
        if len(sheet.rows) > MOST_UNITS:
            raise UnreadableDirectory("too_many_rows", limit=MOST_UNITS)
    if not sheet.rows:
        raise UnreadableDirectory("no_rows")
    return sheet


def _text(line: int, column: str, cell: Any) -> tuple[str, str]:
    """The cell's text, and what is wrong with it."""
    value = cell.value
    if cell.data_type == "f":
        return "=", problem("formula", line=line, column=column_name(column))
    if cell.data_type == "e":
        return str(value), problem("error_value", line=line, column=column_name(column), value=value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"[ \t\u00a0]+", " ", str(value if value is not None else "")).strip(), ""
