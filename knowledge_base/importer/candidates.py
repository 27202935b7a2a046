"""What a reader gives: a parsed record, or a refusal with its reason, and where in which file it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.words import reason, section
from knowledge_base.records import ProcedureRecord


@dataclass(frozen=True, slots=True)
class Place:
    """`line` counts from 1; `sheet` is the name of a worksheet."""

    file: str
    line: int | None = None
    sheet: str = ""

    @property
    def within(self) -> str:
        """ "dòng 12", "trang «Thủ tục», dòng 5", or "" for a file that holds one record."""
        if self.line is None:
            return ""
        words = section("places")
        return str(words["row" if self.sheet else "line"]).format(sheet=self.sheet, number=self.line)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.within) if part)


@dataclass(frozen=True, slots=True)
class Candidate:
    """`record` is None exactly when `reason` says why (in Vietnamese); `code` may be "" then.

    `speaks_of`: the record's fields that the file has a place for; of all others it says nothing, not that they are empty.
    `unread`: what stands in the file and is not in the record, in words.
    """

    place: Place
    record: ProcedureRecord | None = None
    reason: str = ""
    code: str = ""
    speaks_of: frozenset[str] = frozenset(ProcedureRecord.model_fields)
    unread: tuple[str, ...] = ()


def accepted(place: Place, record: ProcedureRecord) -> Candidate:
    return Candidate(place, record=record, code=record.code)


def refused(place: Place, key: str, *, code: str = "", **values: object) -> Candidate:
    """`key` names a sentence of words.yml."""
    return Candidate(place, reason=reason(key, code=code, **values), code=code)


def unreadable(place: Place, error: UnreadableFile) -> Candidate:
    return Candidate(place, reason=error.message)


def without_duplicates(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The same record again is passed over; another record with a code already seen is refused."""
    seen: dict[str, Candidate] = {}
    for candidate in candidates:
        first = seen.get(candidate.code) if candidate.record is not None else None
        if first is None:
            if candidate.record is not None:
                seen[candidate.code] = candidate
            yield candidate
        elif first.record != candidate.record:
            where = first.place.within or first.place.file
            yield refused(candidate.place, "duplicate", code=candidate.code, where=where)


def candidate_name(source: Path | bytes, name: str) -> str:
    """What a reader calls its file: the name it was told, else the path's own."""
    return name or (source.name if isinstance(source, Path) else "")
