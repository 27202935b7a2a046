"""What is said, a piece at a time: sentences that are kept as sound, and those that are made for the moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.words import Words
from tickets import tracking_codes

# A sentence's end, before the next begins; "1.004873", "8.000 đồng" and "ngày 3.5" have none.
_ENDS = re.compile(r"(?<=[.!?…;])\s+|\n+")
_LONGEST = 220
_BREATH = re.compile(r"(?<=[,:–])\s+")


@dataclass(frozen=True)
class Piece:
    """`key`: of words.yml, kept as sound; `text` is the same in letters. `written`: for whoever reads along, where that differs."""

    text: str
    key: str = ""
    slowly: bool = False
    written: str = ""

    @property
    def caption(self) -> str:
        return self.written or self.text


def fixed(words: Words, *keys: str) -> list[Piece]:
    return [Piece(words.say(key), key) for key in keys]


def pieces_of(text: str, *, slowly: bool = False, spelled: Mapping[str, str] | None = None) -> list[Piece]:
    """Sentence by sentence, so that the first is heard while the others are made, and long ones where one takes breath; slowly, where a
    tracking code is in it.

    `spelled`: what is said in pieces, by how it is written."""
    said = [part for sentence in _ENDS.split(text) if sentence.strip() for part in _breaths(sentence.strip())]
    return [Piece(part, slowly=slowly or _is_taken_down(part), written=_written(part, spelled) if spelled else "") for part in said]


def _is_taken_down(part: str) -> bool:
    return tracking_codes.read(part) is not None


def _written(said: str, spelled: Mapping[str, str]) -> str:
    for written, in_pieces in spelled.items():
        said = said.replace(in_pieces, written)
    return said


def _breaths(sentence: str) -> list[str]:
    if len(sentence) <= _LONGEST:
        return [sentence]
    parts: list[str] = []
    for piece in _BREATH.split(sentence):
        if parts and len(parts[-1]) + len(piece) < _LONGEST:
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts
