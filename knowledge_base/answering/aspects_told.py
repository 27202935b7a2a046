"""What an answer tells of a procedure: beside what was asked, and in all."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.answering.question import Aspect
from knowledge_base.records import ProcedureRecord

# What every overview holds; conditions and steps follow where the record has them.
_OVERVIEW = (Aspect.OVERVIEW, Aspect.DOCUMENTS, Aspect.FEE, Aspect.TIME, Aspect.PLACE)
_BEHIND_OVERVIEW = (Aspect.CONDITIONS, Aspect.STEPS)
# What can be said in a line.
FACTS = (Aspect.TIME, Aspect.FEE, Aspect.PLACE)
# Whoever hears these of a procedure gathers its papers next.
_PAPERS_NEXT = frozenset({Aspect.CONDITIONS, Aspect.STEPS, Aspect.FORM, Aspect.OUTCOME})
ORDER = list(Aspect)


def told_beside(aspects: Sequence[Aspect], records: Sequence[ProcedureRecord], *, asks_whether: bool) -> list[Aspect]:
    """What whoever hears of a procedure for the first time is told beside what was asked: one more trip costs more than three lines.

    "Có được không" also hears the conditions, and one who asks for no papers but needs them next (_PAPERS_NEXT) also which these are.
    """
    asked = set(aspects) - {Aspect.OVERVIEW}
    have_conditions = all(record.conditions for record in records)
    if not asked:
        return [Aspect.CONDITIONS] if asks_whether and not have_conditions else []
    beside = [aspect for aspect in FACTS if aspect not in asked]
    if asked <= _PAPERS_NEXT:
        beside.append(Aspect.DOCUMENTS)
    if asks_whether and Aspect.CONDITIONS not in asked and have_conditions:
        beside.append(Aspect.CONDITIONS)
    return beside


def answered_aspects(aspects: Sequence[Aspect], beside: Sequence[Aspect], records: Sequence[ProcedureRecord]) -> list[Aspect]:
    """The aspects that the composed answer holds of every one of the records."""
    asked = [aspect for aspect in aspects if aspect is not Aspect.OVERVIEW]
    if asked:
        return sorted({*asked, *beside}, key=ORDER.index)
    behind = [aspect for aspect in _BEHIND_OVERVIEW if all(aspect in behind_overview(record) for record in records)]
    return [*_OVERVIEW, *dict.fromkeys([*behind, *beside])]


def behind_overview(record: ProcedureRecord) -> list[Aspect]:
    """What an overview of it ends with."""
    held = {Aspect.CONDITIONS: record.conditions, Aspect.STEPS: record.steps}
    return [aspect for aspect in _BEHIND_OVERVIEW if held[aspect]]
