"""What the export calls things, as words.yml has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8")))


def phrase(key: str, **values: object) -> str:
    return str(_words()[key]).format(**values)


def headings() -> dict[str, str]:
    """Column → heading, in the order of the sheet."""
    return dict(_words()["headings"])


def label(group: str, value: str) -> str:
    """A value that has no name yet is shown as it is."""
    return str(_words()[group].get(value, value))


def yes_or_no(value: bool) -> str:
    return phrase("yes" if value else "no")
