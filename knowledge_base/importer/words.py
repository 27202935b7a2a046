"""The importer's Vietnamese words, kept in words.yml: reasons for a refusal, notes added to a record, headings of the workbook."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _words() -> dict[str, Any]:
    text = files("knowledge_base.importer").joinpath("words.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def section(name: str) -> dict[str, Any]:
    """A whole part of words.yml."""
    return dict(_words()[name])


def reason(key: str, **values: object) -> str:
    """The sentence of a refusal. KeyError for a key that words.yml does not have: a mistake of ours."""
    return str(_words()["reasons"][key]).format(**values)


def note_words(key: str, **values: object) -> str:
    return str(_words()["notes"][key]).format(**values)


def is_note(key: str, text: str) -> bool:
    """Whether a text is one of our own notes, whatever stands in its braces."""
    return text.startswith(str(_words()["notes"][key]).partition("{")[0])


def source_title() -> str:
    return str(_words()["source_title"])


def field_label(field: str) -> str:
    """ "processing_times" → "thời hạn giải quyết"; an unknown field is shown as it is."""
    return str(_words()["fields"].get(field, field))
