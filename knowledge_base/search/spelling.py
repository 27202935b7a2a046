"""Words that nothing holds, read as the word that is one slip away: a letter lost, doubled, swapped or hit beside.

Neighbours are found by what is left when one letter is taken out (W. Garbe, Symmetric Delete spelling correction, 2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from knowledge_base.search.query import Query
from vntext import fold

_LEAST_LETTERS = 3
# A word that fewer entries hold may be somebody's slip itself.
_LEAST_SEEN = 3


class Spelling:
    def __init__(self, seen: Mapping[str, int]) -> None:
        """`seen`: how many entries hold each word, without accents."""
        self._seen = seen
        self._near: dict[str, str] = {}
        for word, count in sorted(self._seen.items(), key=lambda item: item[1]):
            if count >= _LEAST_SEEN and len(word) >= _LEAST_LETTERS:
                # The more frequent comes later and stays.
                for left in {word, *_shortened(word)}:
                    self._near[left] = word

    def corrected(self, query: Query) -> Query:
        """The same query where every word is known."""
        plain, accented = query.plain.split(), query.accented.split()
        read = {word: self._read(word) for word in {*plain, *query.topic_words}}
        if all(word == as_read for word, as_read in read.items()):
            return query
        return replace(
            query,
            plain=" ".join(read[word] for word in plain),
            accented=" ".join(word if read.get(fold(word), fold(word)) == fold(word) else read[fold(word)] for word in accented),
            topic_words=tuple(read[word] for word in query.topic_words),
        )

    def _read(self, word: str) -> str:
        if word in self._seen or len(word) < _LEAST_LETTERS or not word.isalpha():
            return word
        found = [near for left in (word, *_shortened(word)) if (near := self._near.get(left)) and abs(len(near) - len(word)) <= 1]
        return max(found, key=lambda near: self._seen[near], default=word)


def _shortened(word: str) -> Iterator[str]:
    """Each with one letter taken out; of words too short for that, none."""
    if len(word) > _LEAST_LETTERS:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
