"""The list of tickets as a workbook."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.clock import VIETNAM
from core.errors import InputError
from desk.tickets.labels import headings, label, phrase, yes_or_no
from desk.tickets.masking import citizens_words, masked_address
from tickets import tracking_codes
from tickets.labels import kind_label, priority_label, state_label
from tickets.phone_numbers import masked
from tickets.reading import TicketView

MOST_ROWS = 50_000
_BATCH = 200
_WIDTH = 18
# What a spreadsheet takes for the beginning of a formula, wherever the text came from.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_CELLS: Mapping[str, Callable[[TicketView], Any]] = {
    "tracking_code": lambda view: tracking_codes.shown(view.ticket.tracking_code),
    "kind": lambda view: kind_label(view.ticket.kind),
    "state": lambda view: state_label(view.ticket.state),
    "priority": lambda view: priority_label(view.ticket.priority),
    "subject": lambda view: citizens_words(view.ticket.subject),
    "sector": lambda view: view.ticket.sector,
    "procedure_code": lambda view: view.ticket.procedure_code,
    "unit": lambda view: view.unit_name,
    "assignee": lambda view: view.assignee_name,
    "citizen_name": lambda view: view.ticket.citizen_name,
    "citizen_phone": lambda view: masked(view.ticket.citizen_phone),
    "citizen_address": lambda view: masked_address(view.ticket.citizen_address),
    "channel": lambda view: label("channels", view.channel),
    "handover_reason": lambda view: label("handover_reasons", view.ticket.handover_reason),
    "created_at": lambda view: view.ticket.created_at,
    "due_at": lambda view: view.ticket.due_at,
    "used_percent": lambda view: view.used_percent,
    "is_overdue": lambda view: yes_or_no(view.is_overdue),
    "first_response_at": lambda view: view.ticket.first_response_at,
    "resolved_at": lambda view: view.ticket.resolved_at,
    "closed_at": lambda view: view.ticket.closed_at,
    "times_reopened": lambda view: view.ticket.times_reopened,
    "rating": lambda view: view.ticket.rating,
    "rating_comment": lambda view: citizens_words(view.ticket.rating_comment),
    "outcome": lambda view: label("outcomes", view.ticket.outcome),
    "bot_should_have_known": lambda view: yes_or_no(view.ticket.bot_should_have_known),
}


async def workbook_of(views: AsyncIterator[TicketView]) -> bytes:
    """Raises InputError beyond MOST_ROWS. Cells are made in a thread, some at a time: whoever waits for a message waits no longer."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(phrase("sheet"))
    columns = headings()
    for place in range(len(columns)):
        sheet.column_dimensions[chr(ord("A") + place)].width = _WIDTH
    sheet.freeze_panes = "A2"
    sheet.append(list(columns.values()))
    batch: list[TicketView] = []
    count = 0
    async for view in views:
        count += 1
        if count > MOST_ROWS:
            raise InputError("too_many_rows", phrase("too_many_rows", limit=MOST_ROWS))
        batch.append(view)
        if len(batch) == _BATCH:
            await asyncio.to_thread(_append, sheet, tuple(columns), batch)
            batch = []
    await asyncio.to_thread(_append, sheet, tuple(columns), batch)
    return await asyncio.to_thread(_saved, book)


def safe_cell(value: Any) -> Any:
    """Times without a zone, as spreadsheets know them; a text that looks like a formula stays a text."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _append(sheet: Any, columns: Sequence[str], views: Sequence[TicketView]) -> None:
    for view in views:
        sheet.append([safe_cell(_CELLS[column](view)) for column in columns])


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
