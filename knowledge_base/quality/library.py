"""All that is published, as the checks look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge_base.models import EntryKind, Origin
from knowledge_base.records import ProcedureRecord, Record


@dataclass(frozen=True, eq=False)
class Entry:
    """One is the same as another only if it is that one: records hold what cannot be hashed."""

    kind: EntryKind
    key: str
    title: str
    origin: Origin
    record: Record


@dataclass(frozen=True)
class Library:
    """`imports`: by code, the newest imported wording of what is published with another one. `broken_links`: what is wrong, by address."""

    entries: Sequence[Entry]
    today: date
    imports: Mapping[str, ProcedureRecord] = field(default_factory=dict)
    broken_links: Mapping[str, str] = field(default_factory=dict)

    def of[R: Record](self, kind: type[R]) -> list[tuple[Entry, R]]:
        return [(entry, entry.record) for entry in self.entries if isinstance(entry.record, kind)]


@dataclass(frozen=True)
class Finding:
    """`other` is the entry that it is about as well."""

    entry: Entry
    detail: str = ""
    other: Entry | None = None
