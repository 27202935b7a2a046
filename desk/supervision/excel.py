"""The report as a workbook: one sheet a table, headings in Vietnamese, times as hours:minutes:seconds."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from pydantic import BaseModel

from desk.supervision.schemas import ReportOut

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What Excel or a program that opens a CSV made of the sheet may take for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SECONDS = "_seconds"
_TABLES = ("by_hour", "by_day", "by_channel", "by_sector", "by_unit", "by_operator", "ratings", "by_reason")
_WORDS = yaml.safe_load(Path(__file__).with_name("workbook.yml").read_text(encoding="utf-8"))

type Value = str | int | float | date | timedelta | None


def write_report(report: ReportOut) -> bytes:
    book = Workbook(write_only=True)
    _write_sheet(book, "totals", ("figure", "value"), _total_rows(report))
    _write_sheet(book, "waits", ("wait", "p50", "p90"), _wait_rows(report))
    for table in _TABLES:
        rows: Sequence[BaseModel] = getattr(report, table)
        _write_sheet(book, table, tuple(_WORDS["sheets"][table]["columns"]), (_table_row(row) for row in rows))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_sheet(book: Workbook, name: str, fields: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> None:
    words = _WORDS["sheets"][name]
    page = book.create_sheet(words["name"])
    page.freeze_panes = "A2"
    for number in range(1, len(fields) + 1):
        page.column_dimensions[get_column_letter(number)].width = 40 if number == 1 else 24
    page.append([_heading(page, words["columns"][field]) for field in fields])
    for row in rows:
        page.append([_cell(page, row[field]) for field in fields])


def _total_rows(report: ReportOut) -> Iterable[Mapping[str, Value]]:
    named = _WORDS["totals"]
    yield {"figure": named["from"], "value": report.period.first}
    yield {"figure": named["to"], "value": report.period.last}
    for figure, value in report.totals.model_dump().items():
        yield {"figure": named[figure], "value": value}


def _wait_rows(report: ReportOut) -> Iterable[Mapping[str, Value]]:
    for wait, quantiles in report.waits.model_dump().items():
        yield {"wait": _WORDS["waits"][wait], **{name: _duration(seconds) for name, seconds in quantiles.items()}}


def _table_row(row: BaseModel) -> Mapping[str, Value]:
    return {field: _shown(field, value) for field, value in row.model_dump().items()}


def _shown(field: str, value: Any) -> Value:
    if field.endswith(_SECONDS):
        return _duration(value)
    names: Mapping[str, str] = _WORDS["values"].get(field, {})
    named: Value = names.get(value, value) if isinstance(value, str) else value
    return named


def _duration(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def _heading(page: Any, text: str) -> Any:
    cell = _cell(page, text)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Value) -> Any:
    if isinstance(value, str):
        return _text_cell(page, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell: Any = WriteOnlyCell(page)
    cell.value = value
    if isinstance(value, timedelta):
        cell.number_format = "[h]:mm:ss"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def _text_cell(page: Any, text: str) -> Any:
    """Words, never a formula, whoever typed them: what may be taken for one gets an apostrophe in front."""
    cell = WriteOnlyCell(page, value=f"'{text}" if text.startswith(_FORMULA_STARTS) else text)
    cell.data_type = "s"
    return cell
