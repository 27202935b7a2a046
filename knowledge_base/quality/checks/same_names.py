"""Two entries of one kind with the same name: a citizen cannot tell them apart, and search cannot either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.words import Words
from knowledge_base.models import EntryKind
from knowledge_base.quality.library import Entry, Finding, Library
from knowledge_base.quality.names import named_entries


def find(library: Library, words: Words) -> Iterator[Finding]:
    named: dict[tuple[EntryKind, str], list[Entry]] = defaultdict(list)
    for entry, name in named_entries(library):
        named[entry.kind, name].append(entry)
    for first, *others in named.values():
        for other in others:
            yield Finding(first, words.say("same_names_detail", one=first.key, other=other.key), other)
