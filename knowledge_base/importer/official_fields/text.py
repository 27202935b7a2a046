"""One clean spelling of an official text, and the many ways in which the portal writes "nothing"."""

from __future__ import annotations

import re
from functools import lru_cache

from vntext import normalise

_BLANK_LINES = re.compile(r"\n\s*\n+")
_NOTHING = re.compile(
    r"[-–*.•\s]*"
    r"(?:không(?: (?:có|yêu cầu|quy định|có thông tin|có quy định|có yêu cầu|có điều kiện|có yêu cầu,? điều kiện))?)?"
    r"[-–*.,;:!\s]*",
    re.IGNORECASE,
)
_LONGEST_NOTHING = 80
NO_INFORMATION = "Không có thông tin"
# What a crawl of the portal's page leaves behind the last field: key words, description, and the form to choose an agency.
_PAGE_TAIL = re.compile(r"(?:Từ khóa.{0,2000}?Mô tả|Chọn cơ quan thực hiện\s?Tỉnh/).*", re.DOTALL)


# One record says the same thing many times (three ways of handing in, one description), and normalising is what costs.
@lru_cache(maxsize=2048)
def clean(text: str) -> str:
    """NFC, Ð → Đ, invisible characters dropped, blanks collapsed, no empty lines; line breaks stay."""
    return _BLANK_LINES.sub("\n", normalise(text))


@lru_cache(maxsize=2048)
def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def says_nothing(text: str) -> bool:
    """Whether it is empty, "Không có thông tin", "Không", "Không quy định." and the like."""
    return len(text) < _LONGEST_NOTHING and _NOTHING.fullmatch(text) is not None


def something(text: str) -> str:
    """The clean text on one line, or "" where it says nothing."""
    line = one_line(text)
    return "" if says_nothing(line) else line


def without_page_tail(text: str) -> str:
    """The clean text without what the portal's page shows after the last field."""
    return _PAGE_TAIL.sub("", clean(text)).rstrip()
