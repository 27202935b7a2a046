"""The part of a file that a player asks for when somebody moves to another place in it (RFC 9110, section 14)."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NotSatisfiable(Exception):
    """Nothing of the file lies there."""


def read_range(header: str, length: int) -> tuple[int, int] | None:
    """First byte and the one behind the last; None for the whole, which is also right for what is not understood. Raises NotSatisfiable."""
    asked = _RANGE.fullmatch(header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        start, end = max(0, length - int(last)), length
    else:
        start, end = int(first), min(length, int(last) + 1) if last else length
        if last and int(last) < int(first):
            return None
    if start >= end:
        raise NotSatisfiable
    return start, end
