"""A record read from a file, held against the one that is published: what the file does not speak of stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from knowledge_base.editing.cleaning import clean
from knowledge_base.editing.raw_records import fields_of
from knowledge_base.importer.candidates import Candidate
from knowledge_base.importer.workbook_round_trip import read_back
from knowledge_base.models import EntryKind
from knowledge_base.records import ProcedureRecord

_EMPTY: tuple[Any, ...] = ("", (), [], {}, None)
# The official sheet is the other side of these: what it now says needs no explanation.
_DROPPED = frozenset({"differences"})


@dataclass(frozen=True)
class Merged:
    """`raw`: the record as a draft holds it; `kept`: fields that the file says nothing of, and that say something."""

    raw: dict[str, Any]
    kept: tuple[str, ...]


def merged_sheet(record: ProcedureRecord, standing: Mapping[str, Any] | None) -> Merged:
    """Of an official sheet: it speaks of what it fills in."""
    new = cleaned(record)
    return _merged(new, standing or {}, {name for name, value in new.items() if value not in _EMPTY} | _DROPPED)


def merged_row(candidate: Candidate, standing: Mapping[str, Any] | None, today: date) -> Merged:
    """Of a workbook: it speaks of what it has columns for, and a cell that reads as an export would is not changed."""
    if candidate.record is None:
        raise ValueError("nothing was read")
    new = cleaned(candidate.record)
    if standing is None:
        return Merged(new, ())
    exported = _as_exported(standing)
    changed = {name for name in candidate.speaks_of if new[name] != exported.get(name, standing.get(name))}
    if changed and "as_of" not in candidate.speaks_of:
        new["as_of"], changed = today.isoformat(), changed | {"as_of"}
    return _merged(new, standing, changed)


def cleaned(record: ProcedureRecord) -> dict[str, Any]:
    return dict(clean(record.model_dump(mode="json")))


def _merged(new: Mapping[str, Any], standing: Mapping[str, Any], taken: Collection[str]) -> Merged:
    raw = {name: value if name in taken else standing.get(name, value) for name, value in new.items()}
    kept = (name for name in fields_of(EntryKind.PROCEDURE) if name not in taken and standing.get(name) not in _EMPTY)
    return Merged(raw, tuple(kept))


def _as_exported(standing: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        back = read_back(ProcedureRecord.model_validate(standing))
    except ValidationError:
        return {}
    return {} if back is None else cleaned(back)
