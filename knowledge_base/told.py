"""What is told as a whole when it is meant: common questions, contacts, announcements. One key for each, in search and in a dialogue."""

from __future__ import annotations

from knowledge_base.models import EntryKind
from knowledge_base.records import Announcement, ContactRecord, FaqRecord, ProcedureRecord, Record

Told = FaqRecord | ContactRecord | Announcement


def kind_of_told(record: Told) -> EntryKind:
    match record:
        case FaqRecord():
            return EntryKind.FAQ
        case ContactRecord():
            return EntryKind.CONTACT
        case Announcement():
            return EntryKind.ANNOUNCEMENT


def told_key(record: Told) -> str:
    """Common questions go by their bare slug, as dialogues have kept them from the first day; no slug holds a slash."""
    return record.slug if isinstance(record, FaqRecord) else f"{kind_of_told(record)}/{record.slug}"


def search_key(record: Record) -> str:
    """How search calls a procedure, and what is told as a whole; "" for all else."""
    match record:
        case ProcedureRecord():
            return record.code
        case FaqRecord() | ContactRecord() | Announcement():
            return told_key(record)
        case _:
            return ""


def title_of(record: Told) -> str:
    match record:
        case FaqRecord():
            return record.question
        case ContactRecord():
            return record.name
        case Announcement():
            return record.title
