"""Content that should have been looked at again by now."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.answering.phrasing import day
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import Dated


def find(library: Library, words: Words) -> Iterator[Finding]:
    for entry in library.entries:
        record = entry.record
        if isinstance(record, Dated) and record.review_by is not None and record.review_by < library.today:
            yield Finding(entry, words.say("overdue_review_detail", date=day(record.review_by)))
