"""What citizens wrote, without their numbers; the words of staff are left as they are, since they name agencies' phones."""

from __future__ import annotations

from typing import Any

from core.redaction import redact


def masked_address(address: str) -> str:
    """ "Số 5, ngõ 2, phường Đồng Xoài" → "•••, phường Đồng Xoài": which commune is theirs, and not which door."""
    if not address:
        return ""
    _, comma, commune = redact(address).rpartition(",")
    return f"•••, {commune.strip()}" if comma and commune.strip() else "•••"


def citizens_words(value: Any) -> Any:
    """A text, or texts in lists and mappings; all else stays."""
    match value:
        case str():
            return redact(value)
        case list():
            return [citizens_words(each) for each in value]
        case dict():
            return {key: citizens_words(each) for key, each in value.items()}
        case _:
            return value
