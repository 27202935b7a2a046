"""What is paid in for insurance or as tax: no fee of the procedure, and told by the common question that refers elsewhere for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge_base.answering import phrasing
from knowledge_base.answering.question import Aspect
from knowledge_base.records import FaqBehaviour, FaqRecord, ProcedureRecord
from knowledge_base.search.index import Found, Hit
from knowledge_base.told import Told, search_key

_PAYING_IN = re.compile(
    r"\bmuc dong\b|\b(?:dong|mua|tham gia|nop)\b.*\b(?:bao nhieu|may (?:tram|trieu|phan tram|tien)|nhieu tien|het nhieu|ton nhieu)\b"
    r"|\bbao nhieu (?:tien )?(?:de )?(?:dong|mua)\b"
)
_OF_PROCEDURE = re.compile(r"\b(?:le phi|mat phi|ton phi|phi|thu tuc|ho so|giay to|bao nhieu (?:ngay|nam|tuoi|giay))\b")


def asks_what_is_paid_in(folded: str, aspects: Sequence[Aspect]) -> bool:
    others = set(aspects) - {Aspect.FEE, Aspect.OVERVIEW}
    return not others and _PAYING_IN.search(folded) is not None and _OF_PROCEDURE.search(folded) is None


def favour_contributions(found: Found, procedures: Mapping[str, ProcedureRecord], told: Mapping[str, Told]) -> Found:
    """The common question takes the share of the procedures of paying in that it refers to."""
    instead = _instead(procedures, told)
    hits: dict[str, Hit] = {}
    for hit in found.hits:
        key = instead.get(hit.key, hit.key)
        known = hits.get(key)
        hits[key] = replace(known, share=known.share + hit.share) if known else replace(hit, key=key)
    return Found(tuple(sorted(hits.values(), key=lambda hit: -hit.share)), found.nothing)


def _instead(procedures: Mapping[str, ProcedureRecord], told: Mapping[str, Told]) -> dict[str, str]:
    faqs = [record for record in told.values() if isinstance(record, FaqRecord) and record.behaviour is FaqBehaviour.REFER]
    return {
        code: search_key(record)
        for record in faqs
        for code in record.related_procedures
        if code in procedures and phrasing.is_about_contributions(procedures[code])
    }
