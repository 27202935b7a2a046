"""How records become what citizens are told: shipped content and imports, deduplicated, versioned, published at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.db import Database
from knowledge_base.models import EntryKind, EntryState, EntryVersion, Origin
from knowledge_base.records import (
    Announcement,
    ChoiceRecord,
    ContactRecord,
    Dated,
    EverydayNames,
    FaqRecord,
    FixedSentence,
    PlaceRecord,
    ProcedureRecord,
    Record,
    ReportCategory,
)
from knowledge_base.repository import KnowledgeRepository


@dataclass
class PublicationReport:
    """Keys by what became of them; `kept` are those whose version stays: it is newer or shipped, or staff took the entry down."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def key_of(record: Record) -> tuple[EntryKind, str]:
    match record:
        case ProcedureRecord():
            return EntryKind.PROCEDURE, record.code
        case FaqRecord():
            return EntryKind.FAQ, record.slug
        case PlaceRecord():
            return EntryKind.PLACE, f"{record.old_province}/{record.old_district}/{record.old_name}/{record.new_name}"
        case EverydayNames():
            return EntryKind.EVERYDAY_NAMES, record.code
        case ChoiceRecord():
            return EntryKind.CHOICE, record.slug
        case ContactRecord():
            return EntryKind.CONTACT, record.slug
        case FixedSentence():
            return EntryKind.FIXED_SENTENCE, record.name
        case ReportCategory():
            return EntryKind.REPORT_CATEGORY, record.slug
        case Announcement():
            return EntryKind.ANNOUNCEMENT, record.slug
        case _:
            raise TypeError(f"no entry kind for {type(record).__name__}")


class Publisher:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def publish(
        self, records: Sequence[Record], *, origin: Origin, author: str, reason: str = "", dry_run: bool = False
    ) -> PublicationReport:
        """Store what is new among `records` and publish it, in one transaction; the same records again change nothing."""
        report = PublicationReport()
        by_kind: dict[EntryKind, dict[str, Record]] = {}
        for record in records:
            kind, key = key_of(record)
            by_kind.setdefault(kind, {})[key] = record
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            await repository.lock()
            for kind, keyed in by_kind.items():
                change = await _Change.prepare(repository, kind, keyed, origin, report)
                if not dry_run:
                    await change.write(repository, author=author, reason=reason)
            if not dry_run and (report.added or report.changed):
                await repository.raise_revision()
        return report


@dataclass
class _Change:
    kind: EntryKind
    origin: Origin
    states: dict[str, EntryState]
    records: dict[str, dict[str, Any]]
    hashes: dict[str, str]
    next_versions: dict[str, int]
    dates: dict[str, tuple[date | None, date | None]]

    @classmethod
    async def prepare(
        cls, repository: KnowledgeRepository, kind: EntryKind, keyed: dict[str, Record], origin: Origin, report: PublicationReport
    ) -> _Change:
        standing = {version.key: version for version in await repository.list_standing(kind)}
        known = await repository.list_hashes(kind, origin)
        last = await repository.list_last_versions(kind)
        change = cls(kind, origin, {}, {}, {}, {}, {})
        for key, record in keyed.items():
            fingerprint = content_hash(record)
            if fingerprint in _standing(known.get(key, []), origin):
                report.unchanged.append(key)
                continue
            before = standing.get(key)
            wins = _wins(record, origin, before)
            bucket = report.kept if not wins else report.changed if before else report.added
            bucket.append(key)
            change.states[key] = EntryState.PUBLISHED if wins else EntryState.ARCHIVED
            change.records[key] = _with_known_aliases(record.model_dump(mode="json"), before)
            change.hashes[key] = fingerprint
            change.next_versions[key] = last.get(key, 0) + 1
            change.dates[key] = (record.as_of, record.review_by) if isinstance(record, Dated) else (None, None)
        return change

    async def write(self, repository: KnowledgeRepository, *, author: str, reason: str) -> None:
        await repository.archive_published(self.kind, (k for k, state in self.states.items() if state is EntryState.PUBLISHED))
        rows = [self._row(key, author, reason) for key in self.records]
        await repository.add_versions(rows)

    def _row(self, key: str, author: str, reason: str) -> dict[str, Any]:
        as_of, review_by = self.dates[key]
        return {
            "kind": self.kind,
            "key": key,
            "version": self.next_versions[key],
            "origin": self.origin,
            "state": self.states[key],
            "never_public": self.states[key] is EntryState.ARCHIVED,
            "record": self.records[key],
            "content_hash": self.hashes[key],
            "as_of": as_of,
            "review_by": review_by,
            "author": author,
            "reason": reason,
        }


def content_hash(record: Record) -> str:
    canonical = json.dumps(record.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _standing(hashes: Sequence[str], origin: Origin) -> Sequence[str]:
    """Several official sources of one code are imported in turn: what was decided of each of their texts stands.

    What the program ships has one text at a time, and going back to an earlier one is a change.
    """
    return hashes if origin is Origin.IMPORTED else hashes[-1:]


def _wins(record: Record, origin: Origin, before: EntryVersion | None) -> bool:
    """What staff took down, staff alone put back; an edit is only replaced by an edit; shipped content wins over an import that is not
    newer; an older import never wins."""
    if before is not None and before.state == EntryState.TAKEN_DOWN:
        return False
    if before is None or origin is Origin.EDITED or (origin is Origin.SHIPPED and before.origin == origin):
        return True
    if before.origin == Origin.EDITED:
        return False
    if not isinstance(record, Dated) or before.as_of is None:
        return True
    return record.as_of > before.as_of or (record.as_of == before.as_of and before.origin == Origin.IMPORTED)


def _with_known_aliases(record: dict[str, Any], before: EntryVersion | None) -> dict[str, Any]:
    """Official records bring no everyday names: what people call the procedure outlives a newer official text."""
    if before is not None and not record.get("aliases") and before.record.get("aliases"):
        return record | {"aliases": before.record["aliases"]}
    return record
