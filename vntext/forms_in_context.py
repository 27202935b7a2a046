"""Short forms that stand for several words, told by their neighbours: "đk kh" → "đk kết hôn", but "có đk kh" → "có đk không"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vntext.normaliser import strip_accents

_TABLE = Path(__file__).with_name("forms_in_context.txt")
_WORD = re.compile(r"[^\W_]+|[.?!,;\n]")
_END = "."


class _Meaning(NamedTuple):
    words: str
    before: frozenset[str]
    after: frozenset[str]


def expand_forms_in_context(text: str) -> str:
    pieces = list(_WORD.finditer(text))
    folded = [strip_accents(piece.group()).lower() for piece in pieces]
    written, end = "", 0
    for number, piece in enumerate(pieces):
        meanings = _table().get(piece.group().lower(), ())
        before = folded[number - 1] if number else ""
        after = folded[number + 1] if number + 1 < len(folded) and folded[number + 1].isalnum() else _END
        meant = next((meaning.words for meaning in meanings if before in meaning.before or after in meaning.after), piece.group())
        written += text[end : piece.start()] + meant
        end = piece.end()
    return written + text[end:]


@cache
def _table() -> dict[str, list[_Meaning]]:
    table: dict[str, list[_Meaning]] = {}
    for row in _TABLE.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            short, words, before, after = row.split("\t")
            table.setdefault(short, []).append(_Meaning(words, frozenset(before.split()), frozenset(after.split())))
    return table
