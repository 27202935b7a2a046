"""Which texts cite a decree, however its number is written: "123/2020/NĐ-CP", "123/2020/nd-cp", "Nghị định số 123/2020"."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.importer.official_fields.legal_bases import legal_numbers
from knowledge_base.quality.texts import texts_of
from knowledge_base.records import Record
from vntext import fold

_NUMBER = re.compile(r"0*(\d{1,4}[a-z]?)(?: ((?:19|20)\d\d))?(?: ([a-z]\w*(?: [a-z]\w*)*))?")
# What a kind of text is called where its number stands without an ending.
_CALLED = {"nd": "nghi dinh", "tt": "thong tu", "ttlt": "thong tu lien tich", "qd": "quyet dinh", "nq": "nghi quyet", "qh": "luat"}
_EXCERPT = 160
_LETTERS = string.ascii_lowercase


@dataclass(frozen=True)
class Decree:
    """`shown` as officials write it; `digits` of its number are what a first look asks for."""

    shown: str
    digits: str
    pattern: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        return self.digits in text and self.pattern.search(_plain(text)) is not None


@dataclass(frozen=True)
class Citation:
    field: str
    excerpt: str


def read_decree(typed: str) -> Decree | None:
    """None for what is no number of a legal text."""
    numbers = legal_numbers(typed)
    match = _NUMBER.fullmatch(_plain(numbers[0])) if len(numbers) == 1 else None
    if match is None or not (match[2] or match[3]):
        return None
    number, year, ending = match.groups()
    base, digits = rf"\b0*{number} {year}" if year else rf"\b0*{number}", number.rstrip(_LETTERS)
    if not ending:
        return Decree(numbers[0], digits, re.compile(rf"{base}\b"))
    called = _CALLED.get(re.sub(r"\d+$", "", ending.split()[0])) if year else None
    alternatives = [rf"{base} {ending}\b", *([rf"\b{called} (?:so )?0*{number} {year}\b(?! (?:nd|tt|qd|nq|qh))"] if called else [])]
    return Decree(numbers[0], digits, re.compile("|".join(alternatives)))


def citations(record: Record, decree: Decree) -> Sequence[Citation]:
    """One a field, with the words around it."""
    found: dict[str, Citation] = {}
    for field, text in texts_of(record):
        if field not in found and decree.is_in(text):
            found[field] = Citation(field, _around(text, decree))
    return list(found.values())


def _around(text: str, decree: Decree) -> str:
    for line in text.splitlines():
        if decree.is_in(line):
            place = max(0, line.find(decree.digits) - _EXCERPT // 2)
            return line[place : place + _EXCERPT].strip()
    return text[:_EXCERPT].strip()


def _plain(text: str) -> str:
    return fold(text).replace("/", " ")
