"""A citizen's phone number: read as people write it, kept as digits, shown masked."""

from __future__ import annotations

import re

from core.errors import InputError
from core.words import Words
from vntext import fold

_SEPARATORS = re.compile(r"[\s.()\-–]+")
_ABROAD = re.compile(r"^(?:\+|00)?84(?=[1-9]\d{8,9}$)")
# Mobile: 10 digits. Landline with its area code: 10 or 11.
_NUMBER = re.compile(r"0[1-9][0-9]{8,9}")

_IN_A_LINE = re.compile(r"(?<![\d.])(?:\(?(?:\+|00)?84\)?|\(?0)(?:[\s.()\-–]{0,2}\d){8,10}(?!\d)")
_FEWEST_MEANT, _MOST_MEANT = 7, 13
# A number inside a story is no answer to "what is your number?".
_MOST_OTHER_CHARACTERS = 60
# Of so many words beside it, none of them about a swindler's calls, the number is the citizen's own though nobody asked for it.
_MOST_OTHER_WORDS = 8
_SOMEBODY_ELSES = re.compile(
    r"\b(?:lua|lua dao|gia danh|mao danh|xung la|quay roi|doi tien|doi no|chuyen tien|chuyen khoan|la (?:ai|gi)|cua ai)\b"
)


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


def find_own_phone(text: str) -> str | None:
    """ "so dt cua toi 0912345678": unasked, in a short sentence that asks nothing."""
    phone = find_phone(text)
    others = _IN_A_LINE.sub(" ", text).split()
    is_story = len(others) > _MOST_OTHER_WORDS or "?" in text or _SOMEBODY_ELSES.search(fold(text)) is not None
    return None if is_story else phone


def is_almost_phone(text: str) -> bool:
    """ "091234567": so many digits and hardly anything else is meant for a number, and is none."""
    digits = sum(symbol.isdigit() for symbol in text)
    return _FEWEST_MEANT <= digits <= _MOST_MEANT and len(text) - digits <= digits


def masked(phone: str) -> str:
    """ "0912345678" → "•••••••678": enough to tell two citizens apart, too little to call one."""
    return "•" * (len(phone) - 3) + phone[-3:] if phone else ""
