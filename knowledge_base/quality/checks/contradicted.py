"""What we wrote ourselves, and the newest official text of that procedure says otherwise without our having said why."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.importer.comparison import compare
from knowledge_base.importer.words import field_label
from knowledge_base.quality.library import Finding, Library
from knowledge_base.records import ProcedureRecord


def find(library: Library, words: Words) -> Iterator[Finding]:
    for entry, record in library.of(ProcedureRecord):
        official = library.imports.get(record.code)
        for each in compare(record, official) if official is not None else ():
            if each.field not in record.differences:
                said = {"field": field_label(each.field), "ours": each.shipped, "theirs": each.official}
                yield Finding(entry, words.say("contradicted_detail", **said))
