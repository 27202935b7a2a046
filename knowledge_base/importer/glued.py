"""The tables of the portal's page, whose cells a crawl has glued into one text without anything between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge_base.importer.official_fields import DocumentRow, LegalRow, MethodRow, clean
from knowledge_base.importer.official_fields.brackets import split_fee
from knowledge_base.importer.official_fields.legal_bases import LEGAL_NUMBER
from knowledge_base.importer.official_fields.text import NO_INFORMATION
from knowledge_base.importer.official_fields.times import UNIT_WORDS

_METHODS_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
_DOCUMENTS_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
_LAWS_HEAD = "Tên văn bản pháp lýMã văn bản"
# A row begins where a way of handing in has its time glued on; "Trực tiếp tại …" inside a description does not.
_METHOD = re.compile(rf"(Trực tuyến|Dịch vụ bưu chính|Trực tiếp)(?=\d|{NO_INFORMATION})")
_TIME = re.compile(rf"\d[\d.,]*(?:\s(?:{UNIT_WORDS}))?|{NO_INFORMATION}", re.IGNORECASE)
_QUANTITY = re.compile(r"(\d+) bản chính(?:,\d+ bản sao)?")
_PADDED = re.compile(r"0\d")
_YEAR_BEFORE_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\d{1,3}/\d{4}/)")
_KIND_OF_LAW = re.compile(r"(?:Luật|Luất|Bộ luật|Nghị định|NĐ|Nghị quyết|Thông tư|TT|Quyết định|Pháp lệnh)?\s*(?:[Ss]ố\s*:?)?\s*$")
_GLUED_KIND_OF_LAW = re.compile(r"(?<=\S)(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh)\s(?:số\s)?$")
_NUMBER_WITHOUT_ISSUER = re.compile(r"\d+/\d{4}$|(?<=số )\d{1,4}$")
_LONGEST_KIND = 24


def split_methods(text: str) -> Iterator[MethodRow]:
    body = clean(text).removeprefix(_METHODS_HEAD)
    matches = list(_METHOD.finditer(body))
    ends = [*(match.start() for match in matches[1:]), len(body)]
    # Without any match the one end left over belongs to nothing.
    for match, end in zip(matches, ends, strict=False):
        yield _method(match[1], body[match.end() : end])


def _method(kind: str, rest: str) -> MethodRow:
    match = _TIME.match(rest)
    time = match[0] if match is not None else ""
    fee, description = split_fee(rest[len(time) :].strip())
    time, fee = ("" if cell == NO_INFORMATION else cell for cell in (time, fee))
    return MethodRow(kind, time, fee, description)


def split_documents(text: str) -> Iterator[DocumentRow]:
    """The title of a case stands before its table's head, and so at the end of the piece before."""
    case, *pieces = clean(text).split(_DOCUMENTS_HEAD)
    for piece in pieces:
        start = 0
        for match in _QUANTITY.finditer(piece):
            if _ends_row(piece, match):
                yield DocumentRow(case, piece[start : match.start()].strip(), "", match[0])
                start = match.end()
        case = piece[start:]


def _ends_row(piece: str, match: re.Match[str]) -> bool:
    """Not "nộp 01 bản chính và …": within a sentence a number is padded, or has blanks around it."""
    before, after = piece[match.start() - 1 : match.start()], piece[match.end() : match.end() + 1]
    if _PADDED.fullmatch(match[1]):
        return False
    return not before.isspace() or not after or not (after.isspace() or after in ".,;:)")


def split_legal_bases(text: str) -> Iterator[LegalRow]:
    body = _YEAR_BEFORE_NUMBER.sub(r"\1 ", clean(text).removeprefix(_LAWS_HEAD))
    start, number = 0, ""
    for match in _number_cells(body):
        number = match[0]
        yield LegalRow(number, _KIND_OF_LAW.sub("", body[start : match.start()]).strip())
        start = match.end()
    last = _NUMBER_WITHOUT_ISSUER.search(body, start)
    if last is not None and not number.startswith(f"{last[0]}/"):
        yield LegalRow(last[0], body[start : last.start()].strip())


def _number_cells(body: str) -> Iterator[re.Match[str]]:
    """Numbers that fill a cell, not those that a title mentions. Titles may end in a number, glued to that of their cell."""
    matches = list(LEGAL_NUMBER.finditer(body))
    glued_to_next = {first.start() for first, second in pairwise(matches) if first.end() == second.start()}
    in_title = False
    cells: list[re.Match[str]] = []
    following: re.Match[str] | None = None
    for match in reversed(matches):
        in_title = _is_title_of(match, following, body) or (match.start() in glued_to_next and not in_title)
        if not in_title and _fills_cell(body, match):
            cells.append(match)
        following = match
    return reversed(cells)


def _is_title_of(match: re.Match[str], following: re.Match[str] | None, body: str) -> bool:
    """ "61/2025/TT-NHNN" before "số 61/2025/TT-NHNN": a title that is nothing but the number."""
    if following is None or following[0] != match[0] or following.start() == match.end():
        return False
    return _KIND_OF_LAW.fullmatch(body, match.end(), following.start()) is not None


def _fills_cell(body: str, match: re.Match[str]) -> bool:
    before, after = body[match.start() - 1 : match.start()], body[match.end() : match.end() + 1]
    if not after or after.isupper() or after.isdigit() or after in "\"'(-*+":
        return True
    glued_on = bool(before) and not before.isspace() and before != "("
    if after.isspace() and body[match.end() + 1 : match.end() + 2].isupper():
        kind = body[max(0, match.start() - _LONGEST_KIND) : match.start()]
        return glued_on or _GLUED_KIND_OF_LAW.search(kind) is not None
    return glued_on and (after.isspace() or after.islower())
