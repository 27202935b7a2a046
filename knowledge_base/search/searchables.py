"""What search reads of a record: its names, what it speaks of, and how likely a citizen means it."""

from __future__ import annotations

from knowledge_base.models import Origin
from knowledge_base.records import AuthorityLevel, FaqRecord, ProcedureRecord
from knowledge_base.search.index import Searchable

_DOCUMENT_CHARACTERS = 200
# Sectors of firms and offices, hardly ever meant by a citizen who does not name them.
_TRADE_SECTORS = ("hải quan", "thuế", "ngân hàng", "chứng khoán", "hàng hải", "hàng không", "ngoại hối")


def procedure_searchable(record: ProcedureRecord, origin: Origin) -> Searchable:
    papers = (paper.name[:_DOCUMENT_CHARACTERS] for case in record.required_documents for paper in case.documents)
    content = " ".join([record.name, record.sector, record.summary, record.outcome, *papers])
    summary = (record.summary,) if record.summary else ()
    return Searchable(record.code, (record.name, *record.aliases, *summary), content, _prior(record, origin))


def faq_searchable(record: FaqRecord) -> Searchable:
    return Searchable(record.slug, (record.question, *record.aliases), f"{record.question} {record.topic} {record.answer}", 0.5)


def _prior(record: ProcedureRecord, origin: Origin) -> float:
    """0…1: what is done at the commune, for citizens, and what we ship because it is asked most comes first."""
    prior = 0.0
    if AuthorityLevel.COMMUNE in record.authority_levels:
        prior += 0.5
    elif AuthorityLevel.PROVINCE in record.authority_levels:
        prior += 0.3
    if any("công dân" in applicant.lower() for applicant in record.applicant_types):
        prior += 0.15
    if origin is not Origin.IMPORTED:
        prior += 0.35
    if record.code.startswith(("5.", "6.")):
        prior -= 0.4
    if any(sector in record.sector.lower() for sector in _TRADE_SECTORS):
        prior -= 0.15
    return max(0.0, min(1.0, prior))
