"""A library of made-up records, as the checks look at it."""

from __future__ import annotations

from collections.abc import Mapping

from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.editing.raw_records import title_of
from knowledge_base.models import Origin
from knowledge_base.publication import key_of
from knowledge_base.quality.checks import CHECKS
from knowledge_base.quality.library import Entry, Library
from knowledge_base.records import ProcedureRecord, Record
from tests.knowledge_base.made_up import TODAY

WORDS = Words(PROJECT_ROOT / "knowledge_base" / "quality" / "words.yml")


def library(*records: Record, imports: Mapping[str, ProcedureRecord] | None = None, broken: Mapping[str, str] | None = None) -> Library:
    entries = []
    for record in records:
        kind, key = key_of(record)
        entries.append(Entry(kind, key, title_of(kind, record.model_dump(), key), Origin.SHIPPED, record))
    return Library(entries, TODAY, imports or {}, broken or {})


def found(check: str, shelf: Library) -> list[tuple[str, str, str | None]]:
    """Of each finding: the entry's key, what it says, the other's key."""
    [find] = [each.find for each in CHECKS if each.name == check]
    return [(each.entry.key, each.detail, each.other.key if each.other else None) for each in find(shelf, WORDS)]


def keys(check: str, *records: Record) -> list[str]:
    return [key for key, _, _ in found(check, library(*records))]
