"""Letters that chat writes for others: "kái" → "cái", "fường" → "phường", "phj" → "phi", "zậy" → "vậy", "wá" → "quá", "trog" → "trong"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"^f", ("ph",)),
        (r"^z", ("v", "d", "gi")),
        (r"^dz", ("v", "d", "gi")),
        (r"^w", ("qu", "v", "u")),
        (r"^q(?!u)", ("qu",)),
        (r"^ck", ("ch",)),
        (r"^k(?=[aáàảãạăắằẳẵặâấầẩẫậoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữự])", ("c",)),
        (r"^([nt])k", (r"\1h",)),
        (r"^j", ("gi", "d")),
        (r"(?<=\w)j$", ("i",)),
        (r"(?<=[a-z])j(?=[a-zêơ])", ("i",)),
        (r"(?<=\w)w", ("ư",)),
        (r"(?<=\w)g$", ("ng", "nh")),
        (r"(?<=[iíìỉĩịêếềểễệaáàảãạ])k$", ("ch", "c")),
        (r"(?<=\w)k$", ("c",)),
        (r"(?<=[iíìỉĩị])a$", ("ê",)),
    )
)


def chat_readings(word: str) -> Iterator[str]:
    """What the word may stand for by one or two of these habits; lower case."""
    once = list(_once(word))
    yield from once
    for reading in once:
        yield from _once(reading)


def _once(word: str) -> Iterator[str]:
    for habit, written in _RULES:
        if habit.search(word):
            yield from (habit.sub(letters, word) for letters in written)
