"""Merged cells of a sheet, read from its XML: openpyxl does not tell of them while it reads row by row."""

from __future__ import annotations

import html
import re

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))"')


def merged_cells(parts: dict[str, bytes], title: str, *, below: int) -> list[tuple[int, str]]:
    """(line, "A3:A5") of what is merged below a line of the sheet; `parts` are the workbook's XML parts by name."""
    found = [(int(first), ref.decode()) for ref, first, last in _MERGE.findall(_part_of(parts, title)) if int(last) > below]
    return sorted(found)


def _part_of(parts: dict[str, bytes], title: str) -> bytes:
    relation = next((_attribute(tag, "r:id") for tag in _SHEET.findall(parts["xl/workbook.xml"]) if _attribute(tag, "name") == title), "")
    tags = _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b""))
    target = next((_attribute(tag, "Target") for tag in tags if _attribute(tag, "Id") == relation), "")
    return parts.get(target.lstrip("/") if target.startswith("/") else f"xl/{target}", b"")


def _attribute(tag: bytes, name: str) -> str:
    match = re.search(rf'\s{name}\s*=\s*(?:"([^"]*)"|\'([^\']*)\')', tag.decode("utf-8", "replace"))
    return html.unescape(match[1] or match[2] or "") if match else ""
