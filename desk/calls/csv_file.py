"""Every call of a period as a line of a table that any program opens; numbers of callers are masked as everywhere at the desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from core.clock import VIETNAM
from core.db import Database
from desk.calls.figures_repository import CallFiguresRepository
from desk.supervision.period import Period
from tickets.phone_numbers import masked

MEDIA_TYPE = "text/csv; charset=utf-8"
_WORDS = yaml.safe_load(Path(__file__).with_name("csv.yml").read_text(encoding="utf-8"))
# By this Excel sees that the letters are UTF-8.
_MARK = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


async def calls_as_csv(database: Database, period: Period) -> bytes:
    buffer = io.StringIO()
    columns: Mapping[str, str] = _WORDS["columns"]
    rows = csv.writer(buffer)
    rows.writerow(columns.values())
    async with database.session() as session:
        async for call in CallFiguresRepository(session, period).each():
            shown = {**call, "caller": masked(call["caller"])}
            rows.writerow([_cell(name, shown[name]) for name in columns])
    return (_MARK + buffer.getvalue()).encode()


def _cell(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(_WORDS["yes" if value else "no"])
        case datetime():
            return value.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M:%S")
        case float():
            return f"{value:.2f}"
        case str():
            said = str(_WORDS["values"].get(name, {}).get(value, value))
            return f"'{said}" if said.startswith(_FORMULA_STARTS) else said
        case _:
            return str(value)
