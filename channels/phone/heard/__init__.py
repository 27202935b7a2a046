"""What was heard, as people would have typed it: "không chín một hai ba bốn năm sáu bảy tám" → "0912345678"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from channels.phone.heard.amounts import amount_at
from channels.phone.heard.dates import date_at, hour_at, month_at, year_at
from channels.phone.heard.digits import digits_at, telephone_at
from channels.phone.heard.letters import code_at
from channels.phone.heard.reading import Read, Reader

__all__ = ["written"]

_SIGNS_BEHIND = re.compile(r"[.,;:!?…]*$")
_LONGEST_SPELLING = 4


def written(text: str) -> str:
    """Numbers, dates, codes and short forms; all other words as they were heard."""
    heard = unicodedata.normalize("NFC", text).split()
    words = [_SIGNS_BEHIND.sub("", word).lower() for word in heard]
    parts: list[str] = []
    place = 0
    while place < len(words):
        read = _first(words, place)
        if read is None:
            parts.append(heard[place])
            place += 1
        else:
            place += read.count
            parts.append(read.written + _signs_of(heard[place - 1]))
    return " ".join(parts)


def _first(words: Sequence[str], place: int) -> Read | None:
    return next((read for reader in _READERS if (read := reader(words, place))), None)


def _spelling_at(words: Sequence[str], begins: int) -> Read | None:
    for count in range(_LONGEST_SPELLING, 1, -1):
        meant = _spellings().get(" ".join(words[begins : begins + count]))
        if meant and begins + count <= len(words):
            return Read(count, meant)
    return None


@cache
def _spellings() -> dict[str, str]:
    rows = Path(__file__).with_name("spellings.txt").read_text(encoding="utf-8").splitlines()
    return {heard: meant for heard, _, meant in (row.partition("\t") for row in rows)}


def _signs_of(word: str) -> str:
    found = _SIGNS_BEHIND.search(word)
    return found[0] if found else ""


# What is longest and surest comes first.
_READERS: tuple[Reader, ...] = (_spelling_at, telephone_at, code_at, date_at, month_at, year_at, hour_at, digits_at, amount_at)
