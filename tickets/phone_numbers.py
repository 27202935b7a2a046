"""A citizen's phone number: read as people write it, kept as digits, shown masked."""

from __future__ import annotations

import re

from core.errors import InputError
from core.words import Words

_SEPARATORS = re.compile(r"[\s.()\-–]+")
_ABROAD = re.compile(r"^(?:\+|00)?84(?=[1-9]\d{8,9}$)")
# Mobile: 10 digits. Landline with its area code: 10 or 11.
_NUMBER = re.compile(r"0[1-9][0-9]{8,9}")


def read_phone(text: str, words: Words) -> str:
    """ "+84 912 345 678" → "0912345678". Raises InputError."""
    digits = _ABROAD.sub("0", _SEPARATORS.sub("", text[:40]))
    if not _NUMBER.fullmatch(digits):
        raise InputError("bad_phone", words.say("bad_phone"))
    return digits


def masked(phone: str) -> str:
    """ "0912345678" → "•••••••678": enough to tell two citizens apart, too little to call one."""
    return "•" * (len(phone) - 3) + phone[-3:] if phone else ""
