"""Records as typed: read as what they are meant to be, completed with what is left out, called by a title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from knowledge_base.fixed_sentences import shipped_sentences
from knowledge_base.models import EntryKind
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.records import Dated, Record

# Which field says what an entry is: it cannot be changed once there is one.
KEY_FIELDS: Mapping[EntryKind, Sequence[str]] = {
    EntryKind.PROCEDURE: ("code",),
    EntryKind.FAQ: ("slug",),
    EntryKind.PLACE: ("old_province", "old_district", "old_name", "new_name"),
    EntryKind.EVERYDAY_NAMES: ("code",),
    EntryKind.CHOICE: ("slug",),
    EntryKind.CONTACT: ("slug",),
    EntryKind.FIXED_SENTENCE: ("name",),
    EntryKind.REPORT_CATEGORY: ("slug",),
    EntryKind.ANNOUNCEMENT: ("slug",),
}
_TITLES = ("name", "question", "title", "old_name", "code")
_SENTENCE_CHARACTERS = 120
# What the program fills in.
_VARIABLE = re.compile(r"\{[a-z_]*\}")
_SOURCE_FIELDS = tuple(Dated.model_fields)


@cache
def fields_of(kind: EntryKind) -> tuple[str, ...]:
    """What is its own first, where it comes from and until when it holds last."""
    names = RECORD_OF[kind].model_fields
    return (*(name for name in names if name not in _SOURCE_FIELDS), *(name for name in names if name in _SOURCE_FIELDS))


def valid_or_none(kind: EntryKind, raw: Mapping[str, Any]) -> Record | None:
    try:
        return RECORD_OF[kind].model_validate(raw)
    except ValidationError:
        return None


def completed(kind: EntryKind, raw: Mapping[str, Any]) -> dict[str, Any]:
    """As it would be stored, or, while it is not valid, as typed with the usual value of whatever is left out."""
    record = valid_or_none(kind, raw)
    return record.model_dump(mode="json") if record is not None else _usual(kind) | dict(raw)


def title_of(kind: EntryKind, raw: Mapping[str, Any], key: str) -> str:
    """By itself; what everyday names are names of, `titles.titles_of` knows."""
    if kind is EntryKind.FIXED_SENTENCE and isinstance(raw.get("text"), str) and raw["text"].strip():
        return sentence_title(raw["text"])
    return next((str(raw[name]) for name in _TITLES if isinstance(raw.get(name), str) and raw[name].strip()), key)


def shipped_record(kind: EntryKind, key: str) -> dict[str, Any]:
    """What is said of it without any version: sentences lie in data/responses/ until staff write others. Empty for all else."""
    shipped = shipped_sentences().get(key) if kind is EntryKind.FIXED_SENTENCE else None
    return {} if shipped is None else {"name": shipped.name, "text": shipped.texts[0], "others": list(shipped.texts[1:])}


def sentence_title(text: str) -> str:
    """A fixed sentence is called by what it says, as in listing_columns.TITLE."""
    first = _VARIABLE.sub("…", text.strip().split("\n", 1)[0])
    return first if len(first) <= _SENTENCE_CHARACTERS else first[:_SENTENCE_CHARACTERS].rsplit(" ", 1)[0] + "…"


@cache
def _usual(kind: EntryKind) -> dict[str, Any]:
    fields = RECORD_OF[kind].model_fields
    return {
        name: to_jsonable_python(field.get_default(call_default_factory=True)) for name, field in fields.items() if not field.is_required()
    }
