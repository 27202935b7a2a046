"""Words that are none, read as the word meant: a slip of the finger ("isnh"), chat spelling ("kái", "phj"), a blank left out ("ngườiHàn").

A noisy channel (M. D. Kernighan, K. W. Church, W. A. Gale, 1990): of the words it may be, the one that costs least to spell so
and goes best with its neighbours. What could be a Vietnamese syllable is never touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

from vntext.chat_spelling import chat_readings
from vntext.normaliser import strip_accents
from vntext.short_forms import expand_short_forms
from vntext.syllables import is_syllable
from vntext.telex import read_alone

SPOKEN_WORDS = Path(__file__).with_name("spoken_words.txt")
# Not of addresses, codes, numbers and marked-up text.
_WORD = re.compile(r"(?<![\w.@/<-])[^\W\d_]{2,14}(?![\w@/-]|\.\w)")
_RUN = re.compile(r"(\w)\1{2,}")
# "họọc": no syllable has a letter with the same mark twice in a row, though "hoóc" is one.
_DOUBLED = re.compile(r"([^\W\d_a-zA-Z])\1")
_VOWEL = re.compile(r"[aeiouywj]")
# Syllables by their letters, but "k" stands before e, i and y alone; "Kon Tum" is a name.
_CHAT_K = re.compile("k[^eéèẻẽẹêếềểễệiíìỉĩịyýỳỷỹỵh]")
_SLIP = 4.0
_ACCENT_LOST = 1.0
_ACCENT_CHANGED = 3.0
_CHAT = 0.5
_NO_BLANK = 3.0
_SHARE_OF_PAIRS = 0.7
# Shorter pieces become too many words.
_LEAST_TO_SLIP = 3
_LEAST_HALF_TO_SLIP = 4
_LEAST_TO_SPLIT = 6


class Reading(NamedTuple):
    """`cost`: how unlikely whoever means `words` is to type what was typed."""

    words: tuple[str, ...]
    cost: float


class _Spoken:
    """Counts of words and pairs, and words found by themselves with a letter taken out."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self.total = sum(count for term, count in counts.items() if " " not in term)
        self.folded: dict[str, list[str]] = defaultdict(list)
        self.near: dict[str, list[str]] = defaultdict(list)
        for term in counts:
            if " " not in term:
                self.folded[strip_accents(term)].append(term)
        for bare in self.folded:
            if is_syllable(bare):
                for left in {bare, *_shortened(bare)}:
                    self.near[left].append(bare)

    def knows(self, word: str) -> bool:
        return strip_accents(word) in self.folded

    def surprise(self, before: str, word: str) -> float:
        """Minus the logarithm of how likely the word is there."""
        alone = self.counts.get(word, 0.5) / self.total
        together = self.counts.get(f"{before} {word}", 0) / max(1, self.counts.get(before, 0))
        return -log(_SHARE_OF_PAIRS * together + (1 - _SHARE_OF_PAIRS) * alone)


def read_slips(text: str) -> str:
    """The text itself but for words that are no Vietnamese syllable, no known word, and near enough to one."""
    has_accents = strip_accents(text) != text
    read, end = "", 0
    for match in _WORD.finditer(text):
        if not _is_suspect(match.group()):
            continue
        meant = _meant(match.group().lower(), _last_word(read + text[end : match.start()]), _first_word(text[match.end() :]))
        read += text[end : match.start()] + _written_like(match.group(), meant, has_accents)
        end = match.end()
    return read + text[end:]


def _is_suspect(word: str) -> bool:
    if word.isupper() or expand_short_forms(word) != word:
        return False
    bare = strip_accents(word).lower()
    if len(bare) < _LEAST_TO_SLIP:
        return bare.endswith("j")
    is_abbreviation = len(bare) == _LEAST_TO_SLIP and not _VOWEL.search(bare)
    is_right = is_syllable(bare) and not _CHAT_K.match(word)
    is_known = is_abbreviation or is_right or bare in _foreign() or _spoken().knows(bare)
    return not is_known or _DOUBLED.search(word.lower()) is not None


def _written_like(typed: str, meant: str | None, has_accents: bool) -> str:
    """Whoever writes without accents goes on without them."""
    if meant is None:
        return typed
    written = meant if has_accents else strip_accents(meant)
    return written.capitalize() if typed[0].isupper() else written


def _meant(word: str, before: str, after: str) -> str | None:
    spoken = _spoken()
    readings = list(_readings(word)) or list(_split_readings(word))
    if not readings:
        return None

    def cost(reading: Reading) -> float:
        line = (before, *reading.words, after)
        return reading.cost + sum(spoken.surprise(*pair) for pair in pairwise(line))

    return " ".join(min(readings, key=cost).words)


def _readings(word: str) -> Iterator[Reading]:
    yield from (Reading((near,), cost) for near, cost in _near_words(word))


def _near_words(word: str) -> Iterator[tuple[str, float]]:
    bare = strip_accents(_RUN.sub(r"\1", word))
    if typed_as_telex := read_alone(word):
        yield from _with_accents(strip_accents(typed_as_telex), typed_as_telex, _CHAT)
    for chat in chat_readings(_RUN.sub(r"\1", word)):
        yield from _with_accents(strip_accents(chat), chat, _CHAT)
    near = {found for left in (bare, *_shortened(bare)) for found in _spoken().near.get(left, ()) if is_one_slip_away(bare, found)}
    for found in near:
        yield from _with_accents(found, word, _SLIP)


def _split_readings(word: str) -> Iterator[Reading]:
    """Two words, one of which at most has a slip."""
    if len(word) < _LEAST_TO_SPLIT:
        return
    for place in range(2, len(word) - 1):
        halves = [_as_half(word[:place]), _as_half(word[place:])]
        for left, left_cost in halves[0]:
            for right, right_cost in halves[1]:
                if left_cost < _SLIP or right_cost < _SLIP:
                    yield Reading((left, right), _NO_BLANK + left_cost + right_cost)


def _as_half(piece: str) -> list[tuple[str, float]]:
    known = list(_with_accents(strip_accents(piece), piece, 0.0))
    return known if known or len(piece) < _LEAST_HALF_TO_SLIP else list(_near_words(piece))


def _with_accents(bare: str, typed: str, cost: float) -> Iterator[tuple[str, float]]:
    """Every known word of these letters; a sentence with accents may have lost the one of the letter that slipped."""
    marks = _marks(typed)
    for word in _spoken().folded.get(bare, ()):
        yield word, cost + _ACCENT_CHANGED * len(marks - _marks(word)) + _ACCENT_LOST * len(_marks(word) - marks)


def is_one_slip_away(typed: str, meant: str) -> bool:
    """A letter lost, doubled, hit beside, or two swapped."""
    if typed == meant:
        return True
    start = next((at for at, (have, want) in enumerate(zip(typed, meant, strict=False)) if have != want), min(len(typed), len(meant)))
    have, want = typed[start:], meant[start:]
    swapped = have[:2] == want[:2][::-1] and have[2:] == want[2:]
    return swapped or have[1:] == want[1:] or have[1:] == want or have == want[1:]


def _shortened(word: str) -> Iterator[str]:
    if len(word) > 2:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def _marks(word: str) -> frozenset[str]:
    return frozenset(letter for letter in word if letter != strip_accents(letter))


def _last_word(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text[-30:].lower())
    return expand_short_forms(words[-1]).split()[-1] if words else ""


def _first_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+", text[:30].lower())
    return expand_short_forms(found.group()).split()[0] if found else ""


@cache
def _foreign() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("foreign_words.txt").read_text(encoding="utf-8").split())


@cache
def _spoken() -> _Spoken:
    rows = (row.split("\t") for row in SPOKEN_WORDS.read_text(encoding="utf-8").splitlines())
    return _Spoken({term: int(count) for term, count in rows})
