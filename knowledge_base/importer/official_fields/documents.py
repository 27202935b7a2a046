"""Thành phần hồ sơ: rows of papers, grouped by the situation they belong to; remarks kept apart from papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge_base.importer.official_fields.form_files import form_names, split_off_form
from knowledge_base.importer.official_fields.quantities import Quantity, is_cut_sentence, name_with, parse_quantity
from knowledge_base.importer.official_fields.text import one_line
from knowledge_base.records import DocumentCase, RequiredDocument

_BULLET = re.compile(r"^(?:[-–—*+•–.;,]\s*|[a-zđ]\s*[.)]\s+|[a-zđ]\))+\s*", re.IGNORECASE)
_EVERYBODY = re.compile(
    r"(?:[-–*]*|(?:thành phần hồ sơ|hồ sơ)?,?\s*(?:bao )?gồm|thành phần hồ sơ|(?:số lượng (?:bộ )?hồ sơ:?\s*)?\d+ bộ(?: hồ sơ)?)"
    r"[\s:.;]*",
    re.IGNORECASE,
)
_REMARKS_CASE = re.compile(r"(?:lưu ý|ghi chú|chú ý)\b.{0,20}", re.IGNORECASE)
_REMARK = re.compile(
    r"\(?(?:lưu ý|ghi chú|chú ý|(?:\d/\s*)?số lượng hồ sơ|người tiếp nhận|cơ quan đăng ký hộ tịch (?:từ chối|có)|cá nhân có quyền"
    r"|người yêu cầu đăng ký \w+(?: \w+)? (?:có thể|có trách nhiệm)"
    r"|trường hợp\b.*?\b(?:không phải (?:nộp|xuất trình|thực hiện)|không (?:yêu cầu|cần)|được miễn|miễn nộp)\b"
    r"|(?:doanh nghiệp|tổ chức|cá nhân|công dân|người nộp)[^.;]{0,60} không phải (?:nộp|xuất trình)\b)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


class DocumentRow(NamedTuple):
    """The official cells, as texts, with the heading they stand under."""

    case: str
    name: str
    form: str = ""
    quantity: str = ""


@dataclass
class _Case:
    documents: list[RequiredDocument] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def parse_documents(rows: Iterable[DocumentRow]) -> tuple[DocumentCase, ...]:
    """Cases in the order of the sheet. What stands under "Lưu ý" and is no paper becomes notes for everybody (case "")."""
    cases: dict[str, _Case] = {}
    for row in _whole_rows(rows):
        title = case_title(row.case)
        quantity = parse_quantity(row.quantity, one_line(row.name))
        name, forms = _name_and_forms(row, quantity)
        if not _LETTER.search(name):
            continue
        remarks = _REMARKS_CASE.fullmatch(title) is not None
        case = cases.setdefault("" if remarks else title, _Case())
        if _is_remark(name, quantity, under_remarks=remarks):
            case.notes.append(name)
        else:
            case.documents.append(
                RequiredDocument(name=name, originals=quantity.originals, copies=quantity.copies, form_template="; ".join(forms))
            )
    return tuple(
        DocumentCase(case=title, documents=tuple(case.documents), notes=tuple(dict.fromkeys(case.notes))) for title, case in cases.items()
    )


def case_title(text: str) -> str:
    """Without bullet and colon; "" for headings that name no situation ("--", "Bao gồm")."""
    line = _BULLET.sub("", one_line(text))
    return "" if _EVERYBODY.fullmatch(line) else line.rstrip(" :;.,")


def document_name(text: str) -> str:
    return _BULLET.sub("", one_line(text)).rstrip(" ;,")


def _name_and_forms(row: DocumentRow, quantity: Quantity) -> tuple[str, tuple[str, ...]]:
    """A row without a name is called by its form."""
    name, forms = name_with(one_line(row.name), quantity.end_of_name), form_names(row.form)
    if not forms:
        name, glued = split_off_form(name)
        forms = form_names(glued)
    name = document_name(name)
    return (name if _LETTER.search(name) else "".join(forms[:1])), forms


def _is_remark(name: str, quantity: Quantity, *, under_remarks: bool) -> bool:
    if quantity.originals or quantity.copies:
        return under_remarks and _REMARK.match(name) is not None
    return under_remarks or _REMARK.match(name) is not None


def _whole_rows(rows: Iterable[DocumentRow]) -> Iterator[DocumentRow]:
    """A crawl cuts "khai và nộp 02 bản chính tờ khai…" at "02 bản chính": join such a row with the one that goes on."""
    waiting: DocumentRow | None = None
    for row in rows:
        if waiting is not None and waiting.case == row.case:
            name = f"{waiting.name} {waiting.quantity}{'' if row.name[:1] in '.,;)' else ' '}{row.name}"
            row = row._replace(name=name.strip(), form=row.form or waiting.form)
        elif waiting is not None:
            yield waiting
        waiting = row if is_cut_sentence(row.quantity) else None
        if waiting is None:
            yield row
    if waiting is not None:
        yield waiting
