"""A Vietnamese phone number in what a citizen writes: ten digits for mobiles, eleven for land lines (Circular 22/2014/TT-BTTTT plan)."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<!\d)(?:\(?\+?84\)?|0)(?:[\s.()-]{0,2}\d){9,10}(?!\d)")
_MOBILE = re.compile(r"^0[35789]\d{8}$")
_LANDLINE = re.compile(r"^02\d{9}$")
# A number inside a story is not an answer to "what is your number?".
_MOST_OTHER_CHARACTERS = 60


def read_phone_number(text: str) -> str | None:
    """ "+84 912.345.678 gọi giúp em" → "0912345678"; None when there is no number, or the line is about something else."""
    found = _NUMBER.search(text)
    if found is None or len(text) - len(found[0]) > _MOST_OTHER_CHARACTERS:
        return None
    digits = re.sub(r"\D", "", found[0])
    national = "0" + digits.removeprefix("84") if digits.startswith("84") else digits
    return national if _MOBILE.match(national) or _LANDLINE.match(national) else None
