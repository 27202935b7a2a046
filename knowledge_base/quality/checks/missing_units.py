"""A time that is a bare number: days, working days or hours?"""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import ProcedureRecord


def find(library: Library, words: Words) -> Iterator[Finding]:
    for entry, record in library.of(ProcedureRecord):
        times = [method.processing_time for method in record.submission_methods if method.processing_time is not None]
        bare = dict.fromkeys(str(time.amount) for time in times if time.amount is not None and time.unit is None)
        if bare:
            yield Finding(entry, words.say("missing_units_detail", amounts=", ".join(bare)))
