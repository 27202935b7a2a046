"""Lines of entries that were said word for word, whatever stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge_base.search.query import prepare, spoken_words
from vntext import strip_accents

# A longer message tells a story; whoever quotes a line says little else.
_LONGEST = 60


@dataclass(frozen=True)
class Quote:
    """`keys`: the entries that have this line. `before` and `after`: the words said beside it, with their accents."""

    keys: tuple[str, ...]
    line: str
    before: str
    after: str

    @property
    def words(self) -> int:
        return self.line.count(" ") + 1

    @property
    def is_whole(self) -> bool:
        return not (self.before or self.after)

    @property
    def only_asks(self) -> bool:
        """Nothing is said beside the line but question phrases and words of an aspect."""
        return all(not part or prepare(part).is_bare for part in (self.before, self.after))


class Quotes:
    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        """Each entry's key with a line of it, in lower case with its accents, single blanks between words."""
        self._lines: dict[str, list[tuple[str, str]]] = {}
        for key, line in lines:
            self._lines.setdefault(strip_accents(line), []).append((key, line))
        self._longest = max((line.count(" ") + 1 for line in self._lines), default=0)

    def within(self, text: str) -> list[Quote]:
        """Longest first. Where the message has accents, they are those of the line."""
        said = spoken_words(text)
        if len(said) > _LONGEST:
            return []
        folded = [strip_accents(word) for word in said]
        lengths = range(min(len(said), self._longest), 0, -1)
        spans = ((start, start + length) for length in lengths for start in range(len(said) - length + 1))
        quotes = (self._quote(said, folded, start, end) for start, end in spans)
        return [quote for quote in quotes if quote is not None]

    def _quote(self, said: Sequence[str], folded: Sequence[str], start: int, end: int) -> Quote | None:
        line = " ".join(folded[start:end])
        keys = [key for key, written in self._lines.get(line, ()) if _agree(said[start:end], written.split(" "))]
        return Quote(tuple(dict.fromkeys(keys)), line, " ".join(said[:start]), " ".join(said[end:])) if keys else None


def _agree(said: Sequence[str], written: Sequence[str]) -> bool:
    """A word typed without accents may be any; "bạn ăn" is no "bản án"."""
    return all(word == other or word == strip_accents(other) for word, other in zip(said, written, strict=True))
