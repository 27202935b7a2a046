"""A citizen's sentence reduced to the words that tell procedures apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from vntext import expand_short_forms, fold, normalise, split_joined, strip_accents, words

_HERE = Path(__file__).parent
_ONLY_ACCENTED = "~"
_REMEMBERED = 512
# "có phải xin phép không", "làm ở xã được hông", "bắt buộc hả": may I, must I, is it so.
_WHETHER = re.compile(r"\b(?:duoc|co|phai|can|buoc|bi|con)\b.*\b(?:khong|hong|hok|hem|ha|chua)\b")


@dataclass(frozen=True)
class Query:
    """`accented`: lower-case words as written; `plain`: the same without accents; both without question phrases.

    `topic_words`: what is left of `plain` before official words are added; none when nothing but question phrases was said
    ("lệ phí bao nhiêu"), and then `plain` keeps them. `folded` is all that was said, without accents.
    """

    accented: str
    plain: str
    has_accents: bool
    topic_words: tuple[str, ...] = ()
    folded: str = ""

    @property
    def is_bare(self) -> bool:
        """Nothing is said that could name a procedure: only question phrases, or words of an aspect ("online được không")."""
        return not _aspect_words().sub("", " ".join(self.topic_words)).strip()

    @property
    def asks_whether(self) -> bool:
        return _WHETHER.search(self.folded) is not None


@lru_cache(_REMEMBERED)
def prepare(text: str) -> Query:
    """What was said is read several times in one turn."""
    typed = words(normalise(text))
    has_accents = any(word != strip_accents(word) for word in typed)
    spoken = spoken_words(text)
    plain = [strip_accents(word) for word in spoken]
    topical = _kept_positions(" ".join(spoken if has_accents else plain), accented=has_accents)
    kept = topical or list(range(len(spoken)))
    reduced = " ".join(plain[position] for position in kept)
    return Query(
        " ".join(spoken[position] for position in kept),
        _with_official_words(reduced),
        has_accents,
        tuple(plain[position] for position in topical),
        " ".join(plain),
    )


def spoken_words(text: str) -> list[str]:
    """Lower-case words with their accents, short forms written out, words that were run together parted."""
    return [part for word in words(expand_short_forms(normalise(text))) for part in split_joined(word)]


def data_lines(name: str) -> list[str]:
    rows = (line.split("#", 1)[0].strip() for line in (_HERE / name).read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row]


def _kept_positions(sentence: str, *, accented: bool) -> list[int]:
    masked = _phrases(accented).sub(lambda match: " ".join("_" for _ in match.group().split()), sentence)
    return [position for position, word in enumerate(masked.split()) if word != "_"]


@cache
def _phrases(accented: bool) -> re.Pattern[str]:
    lines = data_lines("question_phrases.txt")
    if accented:
        return _any_of(" ".join(words(line)) for line in lines)
    return _any_of(fold(line) for line in lines if not line.startswith(_ONLY_ACCENTED))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


@cache
def _aspect_words() -> re.Pattern[str]:
    return _any_of(map(fold, data_lines("aspect_words.txt")))


@cache
def _synonyms() -> list[tuple[re.Pattern[str], str]]:
    pairs = (line.split("=", 1) for line in data_lines("synonyms.txt"))
    return [(re.compile(rf"\b{re.escape(fold(said))}\b"), fold(official)) for said, official in pairs]


def _with_official_words(plain: str) -> str:
    """Everyday wording stays, and the official word for it is added behind."""
    added = [official for said, official in _synonyms() if said.search(plain) and official not in plain]
    return " ".join([plain, *added])
