"""What a record says, piece by piece, and the addresses it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from knowledge_base.records import Record

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»\\]+")
_BEHIND_AN_ADDRESS = ".,;:!?)]}"


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Each text with the field of the record that it stands in."""
    for name in type(record).model_fields:
        for text in _texts(getattr(record, name)):
            yield name, text


def addresses_of(record: Record) -> list[str]:
    """Each once, in order."""
    found = (match.rstrip(_BEHIND_AN_ADDRESS) for _, text in texts_of(record) if "://" in text for match in _ADDRESS.findall(text))
    return list(dict.fromkeys(found))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
