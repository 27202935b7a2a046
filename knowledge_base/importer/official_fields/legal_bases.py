"""Căn cứ pháp lý: the number of a legal text in one spelling, however an official typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from knowledge_base.importer.official_fields.text import one_line, something
from knowledge_base.records import LegalBasis

# Issuers as they end a number, longest first where one begins another; the glued texts of the portal need the exact ends.
_ISSUERS = (
    "TANDTC|VKSNDTC|BLĐTBXH|BNNPTNT|BVHTTDL|BGDĐT|BKHCN|BKHĐT|BTTTT|BTNMT|BNNMT|BDTTG|NHCSXH|BGTVT|NHNN|NHCS|NHPT|TTCP|UBDT"
    "|VPCP|VPQH|BTC|BTP|BCA|BCT|BXD|BYT|BQP|BNV|BNG|BYT|TTg|CP"
)
_TAIL = rf"(?:UBTVQH\d{{0,2}}|QH\d{{1,2}}|[A-ZĐ]{{2,6}}[-/](?:HĐND|UBND|UBTVQH\d{{0,2}}|QH\d{{1,2}}|(?:{_ISSUERS})(?:[-/](?:{_ISSUERS}))*))"
LEGAL_NUMBER = re.compile(rf"(?:66\.)?\d{{1,4}}[A-Z]?/\d{{4}}/{_TAIL}")
# A number as an official types it in its own cell: looser, any capitals may follow.
_TYPED = re.compile(
    r"(?P<number>(?:\d+\.)?\d+[A-Za-z]?)\s*/\s*(?:(?P<year>\d{4,5})\s*[/-]\s*)?(?P<tail>[A-Za-zĐđ]{2,}[A-Za-zĐđ0-9]*"
    r"(?:\s*[-/&]\s*[A-Za-zĐđ]+[A-Za-zĐđ0-9]*)*)"
)
_LAW = re.compile(r"(?P<number>\d+)/(?P<year>\d{4})/(?P<tail>QH\d\d)")
_DECREE_WITHOUT_TAIL = re.compile(r"(?:nghị định|nđ)\s+(?:số:?\s*)?(\d+)\s*/\s*(\d{4})", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:(?:số|thông tư|nghị định|luật|quyết định|nghị quyết|công văn|bộ luật)\s*:?\s+)+(?=\d)", re.IGNORECASE)
_YEAR_GLUED_BEFORE = re.compile(r"^(?:19|20)\d\d\.(?=\d)")
_LONGEST_CELL = 1000
_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


class LegalRow(NamedTuple):
    """The official cells, as texts."""

    number: str
    summary: str = ""
    issued_on: str = ""
    issuer: str = ""


def legal_numbers(text: str) -> tuple[str, ...]:
    """ "Thông tư số 03/2023/TT-BTP" → ("03/2023/TT-BTP",); several in one cell; words without a number stay as they are."""
    line = one_line(text)[:_LONGEST_CELL]
    if not line:
        return ()
    if (match := _DECREE_WITHOUT_TAIL.fullmatch(line)) is not None:
        return (f"{match[1]}/{match[2]}/NĐ-CP",)
    found = [_spelled(match) for match in (_matches(line))]
    return tuple(dict.fromkeys(found)) or (_PREFIX.sub("", line).rstrip(" .;,"),)


def _matches(line: str) -> list[re.Match[str]]:
    """Laws stand first: only they end in two digits, to which a next number may be glued ("…QH1409/2017/QH14")."""
    laws = list(_LAW.finditer(line))
    return laws if len(laws) > 1 else list(_TYPED.finditer(line))


def _spelled(match: re.Match[str]) -> str:
    number = _YEAR_GLUED_BEFORE.sub("", match["number"])
    tail = re.sub(r"\s*([-/&])\s*", r"\1", match["tail"])
    tail = "-".join(part if part.casefold() != "ttg" else "TTg" for part in tail.split("-"))
    if tail.islower():
        tail = tail.upper()
    return "/".join(part for part in (number, match["year"], tail) if part)


def parse_legal_bases(rows: Iterable[LegalRow]) -> tuple[LegalBasis, ...]:
    """In the order given; of two with the same number the first is kept, with what the second adds."""
    bases: dict[str, LegalBasis] = {}
    for row in rows:
        for number in legal_numbers(_number_cell(row)):
            basis = LegalBasis(
                document_number=number,
                summary=something(row.summary),
                issued_on=parse_official_date(row.issued_on),
                issuer=something(row.issuer),
            )
            key = legal_key(number)
            bases[key] = _completed(bases[key], basis) if key in bases else basis
    return tuple(bases.values())


def _number_cell(row: LegalRow) -> str:
    """The cell, or where it holds just "80" or "34/2023", the full number that the summary gives it."""
    cell = one_line(row.number).rstrip(".")
    if re.fullmatch(r"\d+(?:/\d{4})?", cell):
        for found in LEGAL_NUMBER.findall(row.summary):
            if found.startswith(f"{cell}/"):
                return str(found)
    return cell


def _completed(first: LegalBasis, second: LegalBasis) -> LegalBasis:
    return first.model_copy(
        update={
            "summary": first.summary or second.summary,
            "issued_on": first.issued_on or second.issued_on,
            "issuer": first.issuer or second.issuer,
        }
    )


def with_summaries(bases: Iterable[LegalBasis], others: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    """`bases`, each completed by the one of `others` with the same number."""
    known = {legal_key(other.document_number): other for other in others}
    keyed = ((legal_key(basis.document_number), basis) for basis in bases)
    return tuple(_completed(basis, known[key]) if key in known else basis for key, basis in keyed)


def legal_key(number: str) -> str:
    """What two spellings of one number share: letters and digits, leading zeros of the number dropped."""
    return re.sub(r"[^0-9a-zđ/]", "", number.casefold().replace("-", "/")).lstrip("0")


def parse_official_date(text: str) -> date | None:
    """ "25-11-2015" or "25/11/2015"; None for anything else."""
    match = _DATE.fullmatch(one_line(text))
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
