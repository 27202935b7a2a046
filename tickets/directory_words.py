"""What directory.yml says: headings the columns are found by, and sentences for whoever imports."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vntext import fold


@cache
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("directory.yml").read_text(encoding="utf-8")))


def problem(key: str, **values: object) -> str:
    return str(_words()["problems"][key]).format(**values)


def refused(count: int) -> str:
    return str(_words()["refused"]).format(count=count)


def report_words() -> dict[str, Any]:
    return dict(_words()["report"])


def column_name(column: str) -> str:
    """ "code" → "Mã đơn vị"."""
    return str(_words()["columns"][column][0])


def required_columns() -> tuple[str, ...]:
    return tuple(_words()["required"])


def find_column(heading: str) -> str | None:
    """By any of its names, however it is written: " MÃ ĐƠN VỊ (*) " → "code"."""
    return _columns_by_heading().get(fold(heading))


@cache
def _columns_by_heading() -> dict[str, str]:
    return {fold(name): column for column, names in _words()["columns"].items() for name in names}
