"""A member's telephone at the exchange: what is typed becomes part of an address that is called."""

from __future__ import annotations

import re

from core.errors import InputError
from core.words import Words

_SEPARATORS = str.maketrans("", "", " .-")
_EXTENSION = re.compile(r"[0-9]{2,8}", re.ASCII)


def as_extension(typed: str, words: Words) -> str:
    """Digits alone; empty for none. Raises InputError, also for what is long enough to be a telephone outside."""
    extension = typed.translate(_SEPARATORS)
    if extension and not _EXTENSION.fullmatch(extension):
        raise InputError("bad_extension", words.say("bad_extension"))
    return extension
