"""Names made comparable: without accents, capitals, marks, and what only registers put before them."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge_base.models import EntryKind
from knowledge_base.quality.library import Entry, Library
from vntext import fold

# Those of one kind stand beside each other in search and in lists; a choice shares names with its options on purpose.
NAMED_KINDS = (EntryKind.PROCEDURE, EntryKind.FAQ, EntryKind.CONTACT, EntryKind.ANNOUNCEMENT)
# Several checks ask for the names of all entries one after another.
_REMEMBERED = 20_000
_REGISTER_WORDS = re.compile(r"^(?:thu tuc )+")


@lru_cache(_REMEMBERED)
def plain_name(name: str) -> str:
    return _REGISTER_WORDS.sub("", fold(name))


def named_entries(library: Library) -> list[tuple[Entry, str]]:
    return [(entry, plain_name(entry.title)) for entry in library.entries if entry.kind in NAMED_KINDS]
