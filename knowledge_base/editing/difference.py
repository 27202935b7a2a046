"""What is different between two wordings of an entry, field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from knowledge_base.editing.field_words import field_label
from knowledge_base.editing.lines import lines_of
from knowledge_base.editing.raw_records import completed, fields_of
from knowledge_base.models import EntryKind


@dataclass(frozen=True)
class Change:
    """`path` is the field's name; a side without lines says nothing of it."""

    path: str
    label: str
    before: list[str]
    after: list[str]
    needs_approval: bool


def changes(
    kind: EntryKind, before: Mapping[str, Any] | None, after: Mapping[str, Any], needing_approval: Set[str] = frozenset()
) -> list[Change]:
    """In the order of the form. Without a `before` all that is said is new, and the whole needs approval."""
    new = completed(kind, after)
    old = {} if before is None else completed(kind, before)
    names = [*fields_of(kind), *(name for name in new if name not in fields_of(kind))]
    differing = [name for name in names if (old.get(name) != new.get(name) if before is not None else lines_of(name, new.get(name)))]
    return [
        Change(
            path=name,
            label=field_label(kind, name),
            before=lines_of(name, old.get(name)),
            after=lines_of(name, new.get(name)),
            needs_approval=before is None or name in needing_approval,
        )
        for name in differing
    ]
