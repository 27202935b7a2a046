"""A long text in parts that the vendor takes, cut where a reader would: between blocks, then lines, sentences, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

MOST_CHARACTERS = 2000

_BLOCKS = re.compile(r"\n[^\S\n]*\n\s*")
# "1. Giấy khai sinh" and "1.004873" are no ends of sentences.
_SENTENCES = re.compile(r"(?<=[^\W\d][.!?…;])\s+|(?<=[)\"”»][.!?…;])\s+")
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]\s|^\s*\d{1,2}\s[–-]\s")
_HEADING_CHARACTERS = 80


def split(text: str, limit: int = MOST_CHARACTERS) -> list[str]:
    """In order, each within the limit; together they hold every word. Nothing for a text that says nothing."""
    composed = unicodedata.normalize("NFC", text).strip()
    return _packed(composed, limit, 0) if composed else []


def length_of(text: str) -> int:
    """As the narrowest reading of the limit counts: an emoji is two."""
    return len(text) + sum(symbol > "\uffff" for symbol in text)


def _packed(text: str, limit: int, level: int) -> list[str]:
    """As many pieces of this level in a part as fit; a piece that is too long for one is cut at the next level."""
    if length_of(text) <= limit:
        return [text]
    cut, joint = _LEVELS[level]
    parts: list[str] = []
    current = ""
    for piece in _kept_together(cut(text), limit) if level == 0 else cut(text):
        longer = f"{current}{joint}{piece}" if current else piece
        if length_of(longer) <= limit:
            current = longer
            continue
        if current:
            parts.append(current)
        *full, current = _packed(piece, limit, level + 1)
        parts.extend(full)
    return [*parts, current] if current else parts


def _kept_together(blocks: Sequence[str], limit: int) -> list[str]:
    """A question with its numbered choices, a heading or lead-in with what it leads to, where they fit into one part."""
    together: list[str] = list(blocks[:1])
    for before, block in pairwise(blocks):
        joined = f"{together[-1]}\n\n{block}"
        if (_is_numbered(block) or _leads_on(before)) and length_of(joined) <= limit:
            together[-1] = joined
        else:
            together.append(block)
    return together


def _is_numbered(block: str) -> bool:
    """Choices, perhaps with a line before them that leads to them."""
    first, *rest = block.splitlines()
    leads = bool(rest) and first.rstrip().endswith(":")
    return all(_NUMBERED.match(line) for line in (rest if leads else [first, *rest]))


def _leads_on(block: str) -> bool:
    last = block.rsplit("\n", 1)[-1].rstrip()
    return last.endswith(":") or (last == block and len(block) <= _HEADING_CHARACTERS and block.isupper())


def _words(text: str) -> list[str]:
    return text.split()


_LEVELS: Sequence[tuple[Callable[[str], Sequence[str]], str]] = (
    (lambda text: [block for block in _BLOCKS.split(text) if block], "\n\n"),
    (lambda text: [line for line in text.splitlines() if line.strip()], "\n"),
    (lambda text: [sentence for sentence in _SENTENCES.split(text) if sentence], " "),
    (_words, " "),
    (list, ""),
)
