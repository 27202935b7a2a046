"""The name a member signs in with and is mentioned by."""

from __future__ import annotations

import re

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,30}[a-z0-9]")


def as_kept(typed: str) -> str | None:
    """The name as it stands in the database, or None when nobody can be called that."""
    name = typed.strip().lower()
    return name if _USERNAME.fullmatch(name) else None
