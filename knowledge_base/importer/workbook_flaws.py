"""What keeps a workbook's cells from saying what an editor sees in them: merged cells and formulas."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.workbook_shape import SHEETS, sheet_name

_MAIN, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z0-9:]+)"')
_FORMULA = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f[\s/>]')
_MOST_NAMED = 5


def refuse_flaws(parts: Mapping[str, bytes]) -> None:
    """Raises UnreadableFile with the cells' names. What is no sound workbook passes: reading it tells what is wrong."""
    wanted = {sheet_name(sheet).casefold() for sheet in SHEETS}
    for title, part in _sheets(parts):
        if title.strip().casefold() not in wanted:
            continue
        for key, pattern in (("merged_cells", _MERGED), ("formulas", _FORMULA)):
            if found := [cell.decode() for cell in pattern.findall(part)]:
                cells = ", ".join(found[:_MOST_NAMED]) + ("…" if len(found) > _MOST_NAMED else "")
                raise UnreadableFile(key, sheet=title, cells=cells)


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    book, relations = _parsed(parts.get(_MAIN)), _parsed(parts.get(_RELATIONS))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        path = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_RELATION_ID), ""))).lstrip("/")
        yield sheet.get("name", ""), parts.get(path, b"")


def _parsed(part: bytes | None) -> Element:
    try:
        # office_parts has refused every document type declaration, and with it every entity.
        return Element("none") if part is None else fromstring(part)  # noqa: S314
    except (ParseError, ValueError, LookupError):
        return Element("none")
