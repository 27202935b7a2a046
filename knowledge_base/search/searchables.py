"""What search reads of an entry: what people call it, what it speaks of, and what kind of thing it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge_base.models import Origin
from knowledge_base.records import (
    Announcement,
    AuthorityLevel,
    ChoiceRecord,
    ContactRecord,
    EverydayNames,
    FaqRecord,
    ProcedureRecord,
)
from knowledge_base.told import told_key

TRAITS = ("commune", "province", "ministry", "elsewhere", "citizens", "shipped", "internal", "trade", "expanded", "faq", "choice")
_DOCUMENT_CHARACTERS = 200
_REGISTER_WORDS = re.compile(r"^thủ tục\s+|\s*\([^()]*(?:cấp (?:xã|tỉnh|trung ương|bộ)|\d\.\d{6})[^()]*\)", re.IGNORECASE)
_NEAREST = (AuthorityLevel.COMMUNE, AuthorityLevel.PROVINCE, AuthorityLevel.MINISTRY, AuthorityLevel.OTHER)
# Sectors of firms and offices, hardly ever meant by a citizen who does not name them.
_TRADE_SECTORS = ("hải quan", "thuế", "ngân hàng", "chứng khoán", "hàng hải", "hàng không", "ngoại hối")
_PRIOR = {"commune": 0.5, "province": 0.3, "citizens": 0.15, "shipped": 0.35, "internal": -0.4, "trade": -0.15, "faq": 0.5, "choice": 0.6}


@dataclass(frozen=True)
class Searchable:
    """`name` is the official one, `names` are those of every day, `questions` and summary are longer wordings.

    `content` is what it speaks of.
    """

    key: str
    name: str
    names: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    content: str = ""
    traits: frozenset[str] = field(default_factory=frozenset)

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.name, *self.names, *self.questions)

    @property
    def prior(self) -> float:
        """0…1, for the first look only: how likely a citizen means it, whatever was said."""
        return max(0.0, min(1.0, sum(_PRIOR.get(trait, 0.0) for trait in self.traits)))


def procedure_searchable(record: ProcedureRecord, origin: Origin, everyday: EverydayNames | None = None) -> Searchable:
    papers = (paper.name[:_DOCUMENT_CHARACTERS] for case in record.required_documents for paper in case.documents)
    content = " ".join([record.name, record.sector, record.summary, record.outcome, *papers])
    names = dict.fromkeys([*record.aliases, *(everyday.names if everyday else ())])
    summary = (record.summary,) if record.summary else ()
    questions = everyday.questions if everyday else ()
    traits = _traits(record, origin, bool(names))
    return Searchable(record.code, _spoken(record.name), tuple(names), (*summary, *questions), content, traits)


def faq_searchable(record: FaqRecord) -> Searchable:
    content = f"{record.question} {record.topic} {record.answer}"
    return Searchable(record.slug, record.question, record.aliases, (), content, frozenset({"faq"}))


def contact_searchable(record: ContactRecord) -> Searchable:
    """Asked for as common questions are, and so weighed like one."""
    content = f"{record.name} {record.address} {record.note}"
    return Searchable(told_key(record), record.name, record.aliases, (), content, frozenset({"faq"}))


def announcement_searchable(record: Announcement) -> Searchable:
    return Searchable(told_key(record), record.title, record.aliases, (), f"{record.title} {record.text}", frozenset({"faq"}))


def choice_searchable(record: ChoiceRecord) -> Searchable:
    content = " ".join([*record.names, *(option.label for option in record.options)])
    return Searchable(record.slug, record.names[0], record.names[1:], record.questions, content, frozenset({"choice"}))


def traits_table(searchables: Sequence[Searchable]) -> NDArray[np.float64]:
    """Shape (searchables, TRAITS)."""
    table = [[trait in searchable.traits for trait in TRAITS] for searchable in searchables]
    return np.array(table, dtype=np.float64).reshape(len(searchables), len(TRAITS))


def _spoken(name: str) -> str:
    """The name without what only registers need: "Thủ tục …", "… (thực hiện tại cấp tỉnh)"."""
    return _REGISTER_WORDS.sub("", name).strip() or name


def _traits(record: ProcedureRecord, origin: Origin, is_expanded: bool) -> frozenset[str]:
    nearest = next((level for level in _NEAREST if level in record.authority_levels), None)
    held = {
        "commune": nearest is AuthorityLevel.COMMUNE,
        "province": nearest is AuthorityLevel.PROVINCE,
        "ministry": nearest is AuthorityLevel.MINISTRY,
        "elsewhere": nearest is AuthorityLevel.OTHER,
        "citizens": any("công dân" in applicant.lower() for applicant in record.applicant_types),
        "shipped": origin is not Origin.IMPORTED,
        "internal": record.code.startswith(("5.", "6.")),
        "trade": any(sector in record.sector.lower() for sector in _TRADE_SECTORS),
        "expanded": is_expanded,
    }
    return frozenset(trait for trait, holds in held.items() if holds)
