"""What staff may change about a ticket besides its state and who works on it, and which values are good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from core.errors import InputError
from core.words import Words
from tickets.models import Priority
from tickets.phone_numbers import read_phone
from vntext import normalise

_TEXT_CHARACTERS = 200
# Events can never be changed or taken away again: of these they say that they changed, not from what to what.
PRIVATE = frozenset({"citizen_name", "citizen_phone", "citizen_address"})


def checked(changes: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Values as the columns keep them; an empty one takes a private value away.

    Raises InputError for a field that is not editable or a value that does not fit.
    """
    return {name: _checked(name, value, words) for name, value in changes.items()}


def _checked(name: str, value: Any, words: Words) -> Any:
    if name == "citizen_phone":
        return read_phone(value, words) if value.strip() else ""
    if name not in _FIELDS:
        raise InputError("unknown_field", words.say("unknown_field", field=name))
    try:
        return _FIELDS[name](value)
    except ValueError as error:
        raise InputError("bad_value", words.say("bad_value", field=words.say(f"field_{name}"), limit=_TEXT_CHARACTERS)) from error


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _TEXT_CHARACTERS:
        raise ValueError("not a short text")
    return normalise(value)


def _one_line(value: Any) -> str:
    return " ".join(_text(value).split())


def _filled(value: Any) -> str:
    text = _text(value)
    if not text:
        raise ValueError("empty")
    return text


def _moment(value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("not a moment in a time zone")
    return value.astimezone(UTC)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither yes nor no")
    return value


_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "subject": _filled,
    "priority": Priority,
    "sector": _text,
    "procedure_code": _text,
    "citizen_name": _one_line,
    "citizen_address": _one_line,
    "outcome": _text,
    "bot_should_have_known": _yes_or_no,
    "due_at": _moment,
}
