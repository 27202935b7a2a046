"""Số lượng giấy tờ: "1 bản chính,1 bản sao", "Bản chính: 1\\nBản sao: 0", and "20261 bản chính" after a name cut at a year."""

from __future__ import annotations

import re
from typing import NamedTuple

_ORIGINALS_FIRST = re.compile(r"(\d+) bản chính(?:\s*,\s*(\d+) bản sao)?", re.IGNORECASE)
_COPIES_ONLY = re.compile(r"(\d+) bản sao", re.IGNORECASE)
_LABELLED = re.compile(r"bản chính:\s*(\d*)\s*[,;]?\s*bản sao:\s*(\d*)", re.IGNORECASE)
# The portal never pads its own numbers: "02 bản chính" on a page belongs to a sentence that the crawl cut in two.
_CUT_SENTENCE = re.compile(r"0\d bản (?:chính|sao)", re.IGNORECASE)
_ENDS_BEFORE_A_NUMBER = re.compile(r"(?:[/\-:]|\b(?:số|mẫu|năm|khoản|điểm|điều|bước|phụ lục|quyết định|nghị định|luật))\s*$", re.IGNORECASE)
_MOST_PLAUSIBLE = 20


class Quantity(NamedTuple):
    originals: int = 0
    copies: int = 0
    # Digits that stand before the quantity but belong to the paper's name.
    end_of_name: str = ""


def is_cut_sentence(text: str) -> bool:
    return _CUT_SENTENCE.fullmatch(text.strip()) is not None


def parse_quantity(text: str, name: str = "") -> Quantity:
    """Originals and copies; 0 and 0 where none is given or the number cannot be right."""
    line = " ".join(text.split())
    if (match := _LABELLED.fullmatch(line)) is not None:
        return Quantity(_plausible(match[1]), _plausible(match[2]))
    if (match := _COPIES_ONLY.fullmatch(line)) is not None:
        copies, end = _unglued(match[1], name)
        return Quantity(0, copies, end)
    if (match := _ORIGINALS_FIRST.fullmatch(line)) is not None:
        originals, end = _unglued(match[1], name)
        return Quantity(originals, _plausible(match[2] or ""), end)
    return Quantity()


def _plausible(digits: str) -> int:
    number = int(digits[:9] or 0)
    return number if number <= _MOST_PLAUSIBLE else 0


def _unglued(digits: str, name: str) -> tuple[int, str]:
    """(quantity, digits of the name). Three digits or more always hold a piece of the name; two, if the name asks for one."""
    if len(digits) > 2 or (len(digits) == 2 and _ENDS_BEFORE_A_NUMBER.search(name) and not name.endswith(":")):
        return int(digits[-1]), digits[:-1]
    return _plausible(digits), ""


def name_with(name: str, end: str) -> str:
    """ "…ngày 28/8/" + "2020" → "…ngày 28/8/2020"; "…Luật Đất đai năm" + "2024" → "…năm 2024"."""
    if not end:
        return name
    return f"{name} {end}" if name[-1:].islower() else f"{name}{end}"
