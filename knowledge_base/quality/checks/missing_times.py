"""Procedures that do not say how long they take."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import ProcedureRecord


def find(library: Library, _words: Words) -> Iterator[Finding]:
    for entry, record in library.of(ProcedureRecord):
        if all(method.processing_time is None for method in record.submission_methods):
            yield Finding(entry)
