"""What may well be meant so, and is worth a second look before citizens hear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from core.clock import VIETNAM
from knowledge_base.editing.problems import Problem, said_of_doubt
from knowledge_base.editing.raw_records import valid_or_none
from knowledge_base.models import EntryKind
from knowledge_base.records import Announcement, ContactRecord, Dated, FaqRecord, ProcedureRecord

# Storms and closed offices pass; what holds longer is content of its own.
_LONG_DAYS = 60


def doubts(kind: EntryKind, raw: Mapping[str, object], now: datetime) -> Sequence[Problem]:
    """Nothing while there are problems: these come first."""
    record = valid_or_none(kind, raw)
    match record:
        case ProcedureRecord():
            found = [*_of_procedure(record), *_of_dates(record, _day(now))]
        case FaqRecord():
            found = [*_of_wordings(record.aliases), *_of_dates(record, _day(now))]
        case ContactRecord():
            found = [*_of_contact(record), *_of_dates(record, _day(now))]
        case Announcement():
            found = [*_of_wordings(record.aliases), *_of_announcement(record, now)]
        case _:
            found = []
    return found


def _doubt(path: str, what: str, **values: object) -> Problem:
    return Problem(path, said_of_doubt(what).format(**values))


def _day(now: datetime) -> date:
    return now.astimezone(VIETNAM).date()


def _of_wordings(aliases: Sequence[str]) -> Iterator[Problem]:
    if not aliases:
        yield _doubt("aliases", "no_wordings")


def _of_contact(record: ContactRecord) -> Iterator[Problem]:
    if not record.phone.strip():
        yield _doubt("phone", "no_phone")


def _of_announcement(record: Announcement, now: datetime) -> Iterator[Problem]:
    days = (record.ends_at - max(record.starts_at, now)).days
    if days > _LONG_DAYS:
        yield _doubt("ends_at", "long_announcement", days=days)


def _of_procedure(record: ProcedureRecord) -> Iterator[Problem]:
    methods = record.submission_methods
    if not methods:
        yield _doubt("submission_methods", "no_methods")
    else:
        if not any(method.fees for method in methods):
            yield _doubt("submission_methods.0.fees", "no_fee")
        if not any(method.processing_time for method in methods):
            yield _doubt("submission_methods.0.processing_time", "no_time")
    for at, method in enumerate(methods):
        time = method.processing_time
        if time is not None and time.amount is not None and time.unit is None:
            yield _doubt(f"submission_methods.{at}.processing_time.unit", "no_time_unit")
    if not any(case.documents for case in record.required_documents):
        yield _doubt("required_documents", "no_documents")
    if not record.legal_bases:
        yield _doubt("legal_bases", "no_legal_basis")


def _of_dates(record: Dated, today: date) -> Iterator[Problem]:
    if not record.source.url.strip():
        yield _doubt("source.url", "no_source_link")
    if record.effective_to is not None and record.effective_to < today:
        yield _doubt("effective_to", "expired")
    if record.effective_from is not None and record.effective_from > today:
        yield _doubt("effective_from", "not_yet")
    if record.review_by is None:
        yield _doubt("review_by", "no_review_date")
    elif record.review_by < today:
        yield _doubt("review_by", "review_over")
