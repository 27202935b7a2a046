"""Content whose time is over."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.answering.phrasing import day
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import Dated


def find(library: Library, words: Words) -> Iterator[Finding]:
    for entry in library.entries:
        record = entry.record
        if isinstance(record, Dated) and record.effective_to is not None and record.effective_to < library.today:
            yield Finding(entry, words.say("expired_detail", date=day(record.effective_to)))
