"""A citizen's phone number: read as people write it, kept as digits, shown masked."""

from __future__ import annotations

import re

from core.errors import InputError
from core.words import Words

_SEPARATORS = re.compile(r"[\s.()\-–]+")
_ABROAD = re.compile(r"^(?:\+|00)?84(?=[1-9]\d{8,9}$)")
# Mobile: 10 digits. Landline with its area code: 10 or 11.
_NUMBER = re.compile(r"0[1-9][0-9]{8,9}")

_IN_A_LINE = re.compile(r"(?<![\d.])(?:\(?(?:\+|00)?84\)?|\(?0)(?:[\s.()\-–]{0,2}\d){8,10}(?!\d)")
_FEWEST_MEANT, _MOST_MEANT = 7, 13
# A number inside a story is no answer to "what is your number?".
_MOST_OTHER_CHARACTERS = 60


def read_phone(text: str, words: Words) -> str:
    """ "+84 912 345 678" → "0912345678". Raises InputError."""
    digits = _ABROAD.sub("0", _SEPARATORS.sub("", text[:40]))
    if not _NUMBER.fullmatch(digits):
        raise InputError("bad_phone", words.say("bad_phone"))
    return digits


def find_phone(text: str, *, in_story: bool = False) -> str | None:
    """ "sđt của em là 0912.345.678 ạ" → "0912345678"; None when there is none, or, unless `in_story`, the line is about more than that."""
    found = _IN_A_LINE.search(text)
    if found is None or (not in_story and len(text) - len(found[0]) > _MOST_OTHER_CHARACTERS):
        return None
    digits = _ABROAD.sub("0", _SEPARATORS.sub("", found[0]))
    return digits if _NUMBER.fullmatch(digits) else None


def is_almost_phone(text: str) -> bool:
    """ "091234567": so many digits and hardly anything else is meant for a number, and is none."""
    digits = sum(symbol.isdigit() for symbol in text)
    return _FEWEST_MEANT <= digits <= _MOST_MEANT and len(text) - digits <= digits


def masked(phone: str) -> str:
    """ "0912345678" → "•••••••678": enough to tell two citizens apart, too little to call one."""
    return "•" * (len(phone) - 3) + phone[-3:] if phone else ""
