"""Sources that nobody can look up: a title of nothing, no address, or one that is none."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import Announcement, Dated, ProcedureRecord


def find(library: Library, words: Words) -> Iterator[Finding]:
    for entry in library.entries:
        record = entry.record
        if not isinstance(record, Dated | Announcement):
            continue
        # The portal's page of a procedure is where its text can be looked up.
        url = record.source.url.strip() or (record.online_url.strip() if isinstance(record, ProcedureRecord) else "")
        if not any(letter.isalpha() for letter in record.source.title):
            yield Finding(entry, words.say("unlinked_sources_title", title=record.source.title))
        elif not url:
            yield Finding(entry, words.say("unlinked_sources_detail", title=record.source.title))
        elif not url.startswith(("https://", "http://")):
            yield Finding(entry, words.say("unlinked_sources_odd", url=url))
