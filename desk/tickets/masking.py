"""What citizens wrote, without their numbers; the words of staff are left as they are, since they name agencies' phones."""

from __future__ import annotations

from typing import Any

from core.redaction import redact


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
