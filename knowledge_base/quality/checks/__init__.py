"""One file a check, one list of them all. A check is pure: what is published goes in, findings come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.words import Words
from knowledge_base.quality.checks import (
    broken_links,
    contradicted,
    district_offices,
    expired,
    missing_fees,
    missing_times,
    missing_units,
    near_names,
    overdue_review,
    same_names,
    shared_names,
    unlinked_sources,
)
from knowledge_base.quality.library import Finding, Library


@dataclass(frozen=True)
class Check:
    """Its words are `<name>_label` and `<name>_explains` of words.yml."""

    name: str
    find: Callable[[Library, Words], Iterable[Finding]]


CHECKS: tuple[Check, ...] = (
    Check("expired", expired.find),
    Check("overdue_review", overdue_review.find),
    Check("contradicted", contradicted.find),
    Check("district_offices", district_offices.find),
    Check("shared_names", shared_names.find),
    Check("same_names", same_names.find),
    Check("near_names", near_names.find),
    Check("missing_units", missing_units.find),
    Check("missing_fees", missing_fees.find),
    Check("missing_times", missing_times.find),
    Check("unlinked_sources", unlinked_sources.find),
    Check("broken_links", broken_links.find),
)
