"""Cách thức thực hiện: one row per way of handing in, with its time, fees and description."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from knowledge_base.importer.official_fields.brackets import split_fee
from knowledge_base.importer.official_fields.fees import parse_fees
from knowledge_base.importer.official_fields.money import amount_of
from knowledge_base.importer.official_fields.text import NO_INFORMATION, clean, one_line, says_nothing
from knowledge_base.importer.official_fields.times import parse_processing_time
from knowledge_base.importer.words import note_words
from knowledge_base.records import Fee, SubmissionKind, SubmissionMethod

_KINDS = {
    "trực tiếp": SubmissionKind.IN_PERSON,
    "trực tuyến": SubmissionKind.ONLINE,
    "dịch vụ bưu chính": SubmissionKind.POSTAL,
    "bưu chính": SubmissionKind.POSTAL,
}
_DONG = ("VNĐ", "Việt Nam Đồng")
_NUMBER = re.compile(r"\d[\d.,]*")
# A description that names fees beside "Miễn phí": the officials left the fee's own cell empty.
_SETS_A_FEE = re.compile(r"(?:^|\n)[-+*\s]*(?:các loại )?(?:lệ )?phí\s*(?::|được quy định)|\d\s*(?:đồng|đ)\s*/", re.IGNORECASE)
# "Lệ phí: 50.000 đồng/hồ sơ" as a line of the description, where the fee's own cell is empty.
_FEE_LINE = re.compile(r"^[-+*\s]*((?:Phí, lệ phí|Lệ phí|Phí)(?: \(nếu có\))?\s*:[^\n]*)", re.MULTILINE)
_TWICE_NOTHING = re.compile(rf"^Không\s?(?={NO_INFORMATION})")
_FEE_WITHOUT_BRACKET = re.compile(r"Miễn phí|\d[\d.,]*(?: Việt Nam Đồng| VNĐ| USD)?")
_BRACKET_OF_A_FEE = re.compile(r"\((?!\w{1,3}\))")


class MethodRow(NamedTuple):
    """The four official cells, as texts."""

    kind: str
    time: str = ""
    fee: str = ""
    description: str = ""


def parse_submission_kind(text: str) -> SubmissionKind | None:
    return _KINDS.get(clean(text).casefold())


def parse_submission_methods(rows: Iterable[MethodRow]) -> tuple[SubmissionMethod, ...]:
    """Rows that differ by their fee alone become one method with several fees; rows of an unknown kind are left out."""
    merged: dict[SubmissionMethod, dict[Fee, None]] = {}
    for row in rows:
        kind = parse_submission_kind(row.kind)
        if kind is None:
            continue
        method = _parse_row(kind, _unglued(MethodRow(*(clean(cell) for cell in row))))
        merged.setdefault(method.model_copy(update={"fees": ()}), {}).update(dict.fromkeys(method.fees))
    return tuple(method.model_copy(update={"fees": tuple(fees)}) for method, fees in merged.items())


def _parse_row(kind: SubmissionKind, row: MethodRow) -> SubmissionMethod:
    if _NUMBER.fullmatch(row.time) and row.fee.startswith(_DONG):
        return _time_and_fee_in_one_number(kind, row)
    note = "" if says_nothing(row.description.strip("()")) else row.description
    fees = parse_fees(row.fee)
    if row.fee == "Miễn phí" and _SETS_A_FEE.search(row.description):
        fees = (Fee(note=one_line(row.description)),)
    elif not fees:
        fees = parse_fees("\n".join(_FEE_LINE.findall(row.description)))
    return SubmissionMethod(kind=kind, processing_time=parse_processing_time(row.time), fees=fees, note=note)


def _unglued(row: MethodRow) -> MethodRow:
    """A crawl leaves in the description what it could not tell from it: put it back into the cell it came from."""
    description = _TWICE_NOTHING.sub("", row.description)
    if description.startswith(NO_INFORMATION):
        description = description.removeprefix(NO_INFORMATION).strip()
        if row.time:
            return row._replace(description=description)
    elif not (description.startswith(_DONG) or _lost_its_bracket(row)):
        return row
    glue = "" if description.startswith("(") else " "
    fee, rest = split_fee(f"{row.fee}{glue}{description}".strip())
    return row._replace(fee="" if fee == NO_INFORMATION else fee, description=rest)


def _lost_its_bracket(row: MethodRow) -> bool:
    return bool(_FEE_WITHOUT_BRACKET.fullmatch(row.fee) and _BRACKET_OF_A_FEE.match(row.description))


def _time_and_fee_in_one_number(kind: SubmissionKind, row: MethodRow) -> SubmissionMethod:
    """ "1" and "20 VNĐ" read as "120 VNĐ": parted if the bracket repeats the amount, else shown as it is, with a warning."""
    bracket = row.fee.removeprefix("VNĐ").removeprefix("Việt Nam Đồng").strip()
    digits = row.time.replace(",", "").replace(".", "")
    for amount in _amounts_in(bracket):
        for tail in {str(amount), str(amount // 1000)} - {"0"}:
            if digits.endswith(tail) and digits != tail:
                fees = parse_fees(f"{amount} VNĐ {bracket}")
                time = parse_processing_time(digits.removesuffix(tail))
                return SubmissionMethod(kind=kind, processing_time=time, fees=fees, note=row.description)
    warning = note_words("time_and_fee_in_one_number", text=f"{row.time} VNĐ {bracket}".strip())
    return SubmissionMethod(kind=kind, fees=(Fee(note=warning),), note=row.description)


def _amounts_in(text: str) -> list[int]:
    found = (amount_of(match[1]) for match in re.finditer(r"(\d[\d.,]*)\s*(?:đồng|đ|vnđ)\b", text, re.IGNORECASE))
    return [amount for amount in found if amount is not None and amount >= 1000]
