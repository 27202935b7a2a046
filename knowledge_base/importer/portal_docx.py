"""Reads the official sheet "Chi tiết thủ tục hành chính" (.docx) as it is downloaded from the portal.

Labelled paragraphs hold the fields; three kinds of tables, known by their first cell, hold ways of handing in, papers and laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from knowledge_base.importer.candidates import Candidate, Place, candidate_name, refused, unreadable
from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.limits import DEFAULT_LIMITS, Limits, load, office_parts
from knowledge_base.importer.official_fields import DocumentRow, LegalRow, MethodRow, clean, one_line
from knowledge_base.importer.official_sheet import OfficialSheet, candidate_from
from knowledge_base.importer.words import note_words

MAIN_PART = "word/document.xml"
_WORKBOOK = "xl/workbook.xml"
_LONGEST_QUOTE = 60
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}object"})
# In the order of the sheet: a label counts only after those before it, so that the same words inside a text do no harm.
_LABELS = {
    "Mã thủ tục": "code",
    "Số quyết định": "decision",
    "Tên thủ tục": "name",
    "Cấp thực hiện": "levels",
    "Loại thủ tục": "procedure_type",
    "Lĩnh vực": "sector",
    "Trình tự thực hiện": "steps",
    "Cách thức thực hiện": "methods",
    "Thành phần hồ sơ": "documents",
    "Đối tượng thực hiện": "applicants",
    "Cơ quan thực hiện": "agency",
    "Cơ quan có thẩm quyền": "authority",
    "Địa chỉ tiếp nhận HS": "address",
    "Cơ quan được ủy quyền": "delegated",
    "Cơ quan phối hợp": "coordinating",
    "Kết quả thực hiện": "outcome",
    "Căn cứ pháp lý": "legal_bases",
    "Yêu cầu, điều kiện thực hiện": "conditions",
    "Từ khóa": "keywords",
    "Mô tả": "description",
}
_ORDER = list(_LABELS.values())
_LABEL_OF = {name: label for label, name in _LABELS.items()}
_TABLES = {"Hình thức nộp": "methods", "Tên giấy tờ": "documents", "Số ký hiệu": "legal_bases"}
_LINK = re.compile(r"vui lòng truy cập link sau:\s*(\S*)", re.IGNORECASE)
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4}-\d\d-\d\d)")


@dataclass
class _Gathered:
    """What has been read so far; `under` is the field that a paragraph without label belongs to."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    under: str = ""
    url: str = ""
    heading: list[str] = field(default_factory=list)
    methods: list[MethodRow] = field(default_factory=list)
    documents: list[DocumentRow] = field(default_factory=list)
    legal_bases: list[LegalRow] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return "\n".join(self.texts.get(name, ()))


def read_portal_docx(source: Path | bytes, *, as_of: date, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[Candidate]:
    """One candidate: the sheet holds one procedure. Its date is the day the portal wrote the file, `as_of` if that is unknown."""
    place = Place(candidate_name(source, name))
    try:
        parts = office_parts(load(source, limits), limits)
        body = _body(parts)
        gathered = _gathered(body)
        read = candidate_from(_sheet(gathered), place, as_of=min(as_of, _written_on(parts) or as_of))
        yield replace(read, unread=(*_pictures(body), *gathered.unread))
    except UnreadableFile as error:
        yield unreadable(place, error)
    except _NotADetailSheet:
        yield refused(place, "not_a_detail_sheet")


class _NotADetailSheet(Exception):
    """A Word document of some other kind."""


def _written_on(parts: dict[str, bytes]) -> date | None:
    match = _CREATED.search(parts.get("docProps/core.xml", b""))
    try:
        return None if match is None else date.fromisoformat(match[1].decode("ascii"))
    except ValueError:
        return None


def _body(parts: dict[str, bytes]) -> Element:
    part = parts.get(MAIN_PART)
    if part is None and _WORKBOOK in parts:
        raise UnreadableFile("workbook_for_word")
    if part is None:
        raise _NotADetailSheet
    try:
        # office_parts has refused every document type declaration, and with it every entity.
        body = fromstring(part).find(f"{_W}body")  # noqa: S314
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableFile("damaged_zip") from error
    if body is None:
        raise _NotADetailSheet
    return body


def _pictures(body: Element) -> Iterator[str]:
    if count := sum(element.tag in _DRAWN for element in body.iter()):
        yield note_words("pictures", count=count)


def _gathered(body: Element) -> _Gathered:
    gathered = _Gathered()
    for block in body:
        if block.tag == f"{_W}p":
            _add_paragraph(gathered, _text(block))
        elif block.tag == f"{_W}tbl":
            _add_table(gathered, block)
    return gathered


def _sheet(gathered: _Gathered) -> OfficialSheet:
    if "code" not in gathered.texts and "name" not in gathered.texts:
        raise _NotADetailSheet
    return OfficialSheet(
        code=gathered.text("code"),
        name=gathered.text("name"),
        levels=gathered.text("levels"),
        sector=gathered.text("sector"),
        procedure_type=gathered.text("procedure_type"),
        applicants=gathered.text("applicants"),
        agency=gathered.text("agency"),
        authority=gathered.text("authority"),
        coordinating=gathered.text("coordinating"),
        address=gathered.text("address"),
        decision=gathered.text("decision"),
        steps=gathered.text("steps"),
        conditions=gathered.text("conditions"),
        outcome=gathered.text("outcome"),
        description=gathered.text("description"),
        url=gathered.url,
        methods=tuple(gathered.methods),
        documents=tuple(gathered.documents),
        legal_bases=tuple(gathered.legal_bases),
    )


def _add_paragraph(gathered: _Gathered, text: str) -> None:
    if (link := _LINK.search(text)) is not None:
        gathered.url = link[1]
        return
    label, separator, value = text.partition(":")
    name = _LABELS.get(one_line(label)) if separator else None
    if name is not None and (not gathered.under or _ORDER.index(name) > _ORDER.index(gathered.under)):
        gathered.under = name
        gathered.texts[name] = [value]
    elif gathered.under == "documents":
        gathered.heading.append(text)
    elif gathered.under:
        gathered.texts.setdefault(gathered.under, []).append(text)


def _add_table(gathered: _Gathered, table: Element) -> None:
    rows = [[clean(_text(cell)) for cell in row.iterfind(f"{_W}tc")] for row in table.iterfind(f"{_W}tr")]
    kind = _TABLES.get(rows[0][0]) if rows and rows[0] else None
    if kind is None:
        first = next((cell for row in rows for cell in row if cell), "")[:_LONGEST_QUOTE]
        gathered.unread.append(note_words("unknown_table", first=first, field=_LABEL_OF.get(gathered.under, "")))
        gathered.texts.setdefault(gathered.under, []).extend(" ".join(row) for row in rows)
        return
    gathered.under = kind
    if kind == "methods":
        gathered.methods += [MethodRow(*_padded(row, 4)) for row in rows[1:]]
    elif kind == "documents":
        case = one_line(" ".join(gathered.heading))
        gathered.heading.clear()
        gathered.documents += [DocumentRow(case, *_padded(row, 3)) for row in rows[1:]]
    else:
        gathered.legal_bases += [LegalRow(*_padded(row, 4)) for row in rows[1:]]


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * width][:width]


def _text(block: Element) -> str:
    """The words of a paragraph or cell, with its line breaks and tabs; paragraphs parted by line breaks."""
    pieces: list[str] = []
    for element in block.iter():
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in {f"{_W}br", f"{_W}cr"} or (element.tag == f"{_W}p" and element is not block):
            pieces.append("\n")
        elif element.tag == f"{_W}tab":
            pieces.append("\t")
    return "".join(pieces)
