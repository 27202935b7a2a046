"""What the program ships, held against official records: the body of `hotline content check --against FILE`.

Fees and times are compared by the official cells that hold amounts. Official free text names more of them (reductions that
have run out, times of single steps); a shipped amount found there counts as official too, one missing from it as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from knowledge_base.importer.comparison_values import fee_facts, time_facts
from knowledge_base.importer.official_fields import legal_key, legal_numbers
from knowledge_base.importer.words import field_label, note_words
from knowledge_base.records import ProcedureRecord

COMPARED_FIELDS = ("name", "fees", "processing_times", "required_documents", "legal_bases")
_LEADING_WORD = re.compile(r"^thủ tục\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` is "code" or one of COMPARED_FIELDS; `shipped` and `official` are texts for people."""

    code: str
    field: str
    shipped: str
    official: str

    def __str__(self) -> str:
        label = field_label(self.field)
        return note_words("difference", code=self.code, field=label, shipped=self.shipped, official=self.official)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a shipped record says of a difference. `difference` is None where there is none any more: a stale explanation."""

    code: str
    field: str
    why: str
    difference: Difference | None


@dataclass(slots=True)
class ComparisonReport:
    compared: int = 0
    unexplained: list[Difference] = field(default_factory=list)
    explained: list[Explanation] = field(default_factory=list)
    # The figures agree, yet the words of the field differ: the explanation may be of those.
    of_words: list[Explanation] = field(default_factory=list)
    stale: list[Explanation] = field(default_factory=list)
    # Codes of shipped records that no official record has.
    without_official: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.unexplained and not self.stale and not self.without_official


def check(shipped: Iterable[ProcedureRecord], officials: Iterable[ProcedureRecord]) -> ComparisonReport:
    """Compare each shipped record with the official one of its code, the newest if there are several."""
    by_code: dict[str, ProcedureRecord] = {}
    for official in officials:
        known = by_code.get(official.code)
        if known is None or known.as_of < official.as_of:
            by_code[official.code] = official
    report = ComparisonReport()
    for record in shipped:
        counterpart = by_code.get(record.code)
        if counterpart is None:
            report.without_official.append(record.code)
        else:
            report.compared += 1
            _sort_into(report, record, counterpart)
    return report


def _sort_into(report: ComparisonReport, record: ProcedureRecord, official: ProcedureRecord) -> None:
    by_field = {difference.field: difference for difference in compare(record, official)}
    report.unexplained += [item for name, item in by_field.items() if name not in record.differences]
    for name, why in record.differences.items():
        if name in by_field:
            report.explained.append(Explanation(record.code, name, why, by_field[name]))
        elif name in COMPARED_FIELDS:
            same = _words(record, name) == _words(official, name)
            (report.stale if same else report.of_words).append(Explanation(record.code, name, why, None))


def _words(record: ProcedureRecord, name: str) -> object:
    """All that a record says of a compared field, to the letter."""
    match name:
        case "fees":
            return {(method.kind, fee) for method in record.submission_methods for fee in method.fees}
        case "processing_times":
            return {(method.kind, method.processing_time, method.note) for method in record.submission_methods}
        case _:
            return getattr(record, name)


def compare(shipped: ProcedureRecord, official: ProcedureRecord) -> list[Difference]:
    """At most one difference a field, in the order of COMPARED_FIELDS; codes first."""
    checks: list[tuple[str, Callable[[ProcedureRecord, ProcedureRecord], tuple[str, str] | None]]] = [
        ("code", _codes),
        ("name", _names),
        ("fees", _fees),
        ("processing_times", _times),
        ("required_documents", _documents),
        ("legal_bases", _legal_bases),
    ]
    found = ((name, differ(shipped, official)) for name, differ in checks)
    return [Difference(shipped.code, name, *sides) for name, sides in found if sides is not None]


def _codes(shipped: ProcedureRecord, official: ProcedureRecord) -> tuple[str, str] | None:
    return None if shipped.code == official.code else (shipped.code, official.code)


def _names(shipped: ProcedureRecord, official: ProcedureRecord) -> tuple[str, str] | None:
    same = _name_key(shipped.name) == _name_key(official.name)
    return None if same else (shipped.name, official.name)


def _name_key(name: str) -> str:
    words = _LEADING_WORD.sub("", " ".join(name.casefold().split()))
    return re.sub(r"[\W_]+", "", words)


def _fees(shipped: ProcedureRecord, official: ProcedureRecord) -> tuple[str, str] | None:
    ours, theirs = fee_facts(shipped), fee_facts(official)
    return None if ours.agrees_with(theirs) else (str(ours), str(theirs))


def _times(shipped: ProcedureRecord, official: ProcedureRecord) -> tuple[str, str] | None:
    ours, theirs = time_facts(shipped), time_facts(official)
    return None if ours.agrees_with(theirs) else (str(ours), str(theirs))


def _documents(shipped: ProcedureRecord, official: ProcedureRecord) -> tuple[str, str] | None:
    ours, theirs = _papers_with_quantity(shipped), _papers_with_quantity(official)
    return None if ours == theirs else (str(ours), str(theirs))


def _papers_with_quantity(record: ProcedureRecord) -> int:
    papers = (document for case in record.required_documents for document in case.documents)
    return sum(1 for paper in papers if paper.originals or paper.copies)


def _legal_bases(shipped: ProcedureRecord, official: ProcedureRecord) -> tuple[str, str] | None:
    ours, theirs = _numbers_by_key(shipped), _numbers_by_key(official)
    if ours.keys() == theirs.keys():
        return None
    only_ours = [number for key, number in ours.items() if key not in theirs]
    only_theirs = [number for key, number in theirs.items() if key not in ours]
    return ", ".join(only_ours) or "–", ", ".join(only_theirs) or "–"


def _numbers_by_key(record: ProcedureRecord) -> dict[str, str]:
    numbers = (number for basis in record.legal_bases for number in legal_numbers(basis.document_number))
    return {legal_key(number): number for number in numbers}
