"""Names that differ in nothing a citizen would notice: the order of words, little words between, one letter.

Official names that differ in a whole word ("cấp đổi", "cấp lại") are different procedures, and are left in peace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.words import Words
from knowledge_base.models import EntryKind
from knowledge_base.quality.library import Entry, Finding, Library
from knowledge_base.quality.names import named_entries
from vntext import words as words_of

# With their accents: "đối với" is little, "đổi" is not.
_LITTLE_WORDS = frozenset(
    {"về", "cho", "của", "và", "là", "các", "những", "việc", "đối", "với", "trong", "tại", "ở", "để", "theo", "thủ", "tục"}
)
_LEAST_LETTERS = 4


def find(library: Library, words: Words) -> Iterator[Finding]:
    alike = [*_same_words(library), *_one_letter(library)]
    for pair in dict.fromkeys(alike):
        yield Finding(pair[0], words.say("near_names_detail", one=pair[0].key, other=pair[1].key), pair[1])


def _same_words(library: Library) -> Iterator[tuple[Entry, Entry]]:
    """As often as each is said: "bổ nhiệm lại thừa phát lại" is not "bổ nhiệm thừa phát lại"."""
    groups: dict[tuple[EntryKind, tuple[str, ...]], list[tuple[Entry, str]]] = defaultdict(list)
    for entry, name in named_entries(library):
        telling = sorted(word for word in words_of(entry.title) if word not in _LITTLE_WORDS)
        groups[entry.kind, tuple(telling)].append((entry, name))
    for (_, telling_words), (first, *others) in groups.items():
        yield from ((first[0], other) for other, name in others if name != first[1] and telling_words)


def _one_letter(library: Library) -> Iterator[tuple[Entry, Entry]]:
    """By leaving out one word each: those who share what is left differ in that word alone."""
    without: dict[tuple[EntryKind, int, tuple[str, ...]], list[tuple[Entry, str]]] = defaultdict(list)
    for entry, name in named_entries(library):
        said = name.split()
        for place, word in enumerate(said):
            if len(word) >= _LEAST_LETTERS and word.isalpha() and len(said) > 1:
                without[entry.kind, place, (*said[:place], *said[place + 1 :])].append((entry, word))
    for group in without.values():
        for place, (entry, word) in enumerate(group):
            yield from ((entry, other) for other, its_word in group[place + 1 :] if _is_slip(word, its_word))


def _is_slip(one: str, other: str) -> bool:
    """One letter more, less, another, or two changed about."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
