"""Chat spellings written out: "lm gks cho bé dc ko" → "làm giấy khai sinh cho bé được không"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("short_forms.txt")
# An accent that stands as a character of its own belongs to the word before it.
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+", re.UNICODE)


@cache
def _table() -> dict[str, str]:
    rows = _TABLE.read_text(encoding="utf-8").splitlines()
    return {short: long for short, _, long in (row.partition("\t") for row in rows)}


def expand_short_forms(text: str) -> str:
    """Each short form that stands as a word of its own is replaced; all else is left as it was."""
    table = _table()
    return _TOKEN.sub(lambda match: table.get(unicodedata.normalize("NFC", match.group()).lower(), match.group()), text)
