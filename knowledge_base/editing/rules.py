"""Which fields need a second person: what the program ships, and what supervisors made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.db import Database
from core.errors import InputError
from core.words import Words
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.field_words import field_label
from knowledge_base.editing.raw_records import KEY_FIELDS, fields_of
from knowledge_base.editing.repository import RuleRepository
from knowledge_base.models import EntryKind
from staff import audit

# What costs citizens a trip or money when it is wrong.
SHIPPED: Mapping[EntryKind, frozenset[str]] = {
    EntryKind.PROCEDURE: frozenset({"submission_methods", "required_documents", "legal_bases", "effective_from", "effective_to"}),
    EntryKind.FAQ: frozenset({"answer", "effective_from", "effective_to"}),
    EntryKind.CONTACT: frozenset({"phone"}),
}


@dataclass(frozen=True)
class FieldRule:
    kind: EntryKind
    field: str
    needs_approval: bool

    @property
    def label(self) -> str:
        return field_label(self.kind, self.field)


def needing_approval(kind: EntryKind, set_by_staff: Mapping[str, bool]) -> frozenset[str]:
    shipped = SHIPPED.get(kind, frozenset())
    return frozenset(field for field in _ruled(kind) if set_by_staff.get(field, field in shipped))


async def fields_needing_approval(repository: RuleRepository, kind: EntryKind) -> frozenset[str]:
    return needing_approval(kind, {rule.field: rule.needs_approval for rule in await repository.list_all() if rule.kind == kind})


class ApprovalRules:
    def __init__(self, database: Database, words: Words) -> None:
        self._database = database
        self._words = words

    async def list_all(self) -> Sequence[FieldRule]:
        async with self._database.session() as session:
            repository = RuleRepository(session)
            needing = {kind: await fields_needing_approval(repository, kind) for kind in EntryKind}
        return [FieldRule(kind, field, field in needing[kind]) for kind in EntryKind for field in _ruled(kind)]

    async def set(self, rules: Sequence[FieldRule], by: Editor) -> None:
        """Those that are named; the others stay. Raises InputError for a field that no such entry has."""
        if any(rule.field not in _ruled(rule.kind) for rule in rules):
            raise InputError("no_such_field", self._words.say("no_such_field"))
        # Each once, the last word counts; in one order, so that two who save at once do not wait for each other in a ring.
        rows = {(rule.kind.value, rule.field): rule.needs_approval for rule in rules}
        async with self._database.session() as session:
            repository = RuleRepository(session)
            await repository.set(
                [{"kind": kind, "field": field, "needs_approval": rows[kind, field]} for kind, field in sorted(rows)], by.id
            )
            details = {f"{kind}.{field}": needs for (kind, field), needs in rows.items()}
            await audit.record(session, staff_id=by.id, action=audit.Action.APPROVAL_RULES_CHANGED, details=details)


def _ruled(kind: EntryKind) -> list[str]:
    return [field for field in fields_of(kind) if field not in KEY_FIELDS[kind]]
