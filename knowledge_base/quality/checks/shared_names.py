"""One everyday name on two entries: search finds both, unless a choice asks the citizen which is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.words import Words
from knowledge_base.models import EntryKind
from knowledge_base.quality.library import Entry, Finding, Library
from knowledge_base.records import Announcement, ChoiceRecord, ContactRecord, EverydayNames, FaqRecord, ProcedureRecord, Record
from vntext import fold


def find(library: Library, words: Words) -> Iterator[Finding]:
    asked_back = {fold(name) for _, choice in library.of(ChoiceRecord) for name in choice.names}
    procedures = {entry.key: entry for entry, _ in library.of(ProcedureRecord)}
    holders: dict[str, dict[tuple[EntryKind, str], tuple[Entry, str]]] = defaultdict(dict)
    for entry in library.entries:
        # Everyday names are the procedure's of that code.
        holder = procedures.get(entry.key) if isinstance(entry.record, EverydayNames) else entry
        for name in _names_of(entry.record) if holder is not None else ():
            holders[fold(name)].setdefault((holder.kind, holder.key), (holder, name)) if holder is not None else None
    for plain, held in holders.items():
        if len(held) > 1 and plain not in asked_back:
            (first, name), *others = held.values()
            yield from (Finding(first, words.say("shared_names_detail", name=name), other) for other, _ in others)


def _names_of(record: Record) -> Sequence[str]:
    match record:
        case ProcedureRecord() | FaqRecord() | ContactRecord() | Announcement():
            return record.aliases
        case EverydayNames():
            return record.names
        case _:
            return ()
