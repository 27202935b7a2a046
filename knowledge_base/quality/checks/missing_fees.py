"""Procedures that say nothing of a fee, not even that there is none."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import ProcedureRecord


def find(library: Library, _words: Words) -> Iterator[Finding]:
    for entry, record in library.of(ProcedureRecord):
        if not any(method.fees for method in record.submission_methods):
            yield Finding(entry)
