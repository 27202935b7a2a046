"""The editors' workbook: its sheets, columns and fixed values as words.yml names them, and how a cell holds several items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge_base.importer.official_fields import clean
from knowledge_base.importer.words import section

SHEETS = ("procedures", "documents", "methods")
SEPARATOR = "|"
_INDENT = "    "
_GOES_ON = re.compile(r"(?:[^\S\n]{2,}|\t)")


@cache
def sheet_name(sheet: str) -> str:
    return str(section("workbook")["sheets"][sheet])


@cache
def columns(sheet: str) -> dict[str, tuple[str, str]]:
    """Field → (heading, how to fill it in), in the order of the sheet."""
    return {field: (str(heading), str(hint)) for field, (heading, hint) in section("workbook")["columns"][sheet].items()}


def required_columns(sheet: str) -> tuple[str, ...]:
    return tuple(field for field, (heading, _) in columns(sheet).items() if heading.endswith("*"))


def heading_key(text: str) -> str:
    """What two ways of typing one heading share."""
    return " ".join(clean(text).rstrip("*").casefold().split())


@cache
def labels(values: str) -> dict[str, str]:
    """Enum value → the word an editor sees."""
    return {str(value): str(label) for value, label in section("workbook")["values"][values].items()}


@cache
def values_by_label(values: str) -> dict[str, str]:
    """The words of earlier workbooks as well."""
    former = section("workbook")["former"]["values"].get(values, {})
    return {str(label).casefold(): str(value) for label, value in former.items()} | {
        label.casefold(): value for value, label in labels(values).items()
    }


@cache
def fields_by_heading(sheet: str) -> dict[str, str]:
    """The headings of earlier workbooks as well."""
    former = section("workbook")["former"]["columns"][sheet]
    return {heading_key(str(heading)): str(field) for heading, field in former.items()} | {
        heading_key(heading): field for field, (heading, _) in columns(sheet).items()
    }


def allowed(column: str, values: str = "") -> str:
    """What may stand in a cell; `values` names the words of which it has to be one."""
    words = section("workbook")["allowed"]
    if values:
        return str(words["one_of"]).format(values=", ".join(labels(values).values()))
    return str(words.get(column, words["day"]))


def join_items(items: Iterable[str]) -> str:
    """One item a line; further lines of an item are indented."""
    return "\n".join(item.replace("\n", f"\n{_INDENT}") for item in items)


def split_items(text: str) -> tuple[str, ...]:
    items: list[str] = []
    for line in text.splitlines():
        words = clean(line)
        if words and items and _GOES_ON.match(line):
            items[-1] += "\n" + words
        elif words:
            items.append(words)
    return tuple(items)


def join_parts(*parts: str) -> str:
    """ "number | summary"; empty parts at the end are left out."""
    texts = [part.replace(SEPARATOR, "/") for part in parts]
    while texts and not texts[-1]:
        texts.pop()
    return f" {SEPARATOR} ".join(texts)


def split_parts(text: str, count: int) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(SEPARATOR, count - 1)]
    return (*parts, *[""] * count)[:count]
