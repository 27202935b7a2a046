"""A second ear: what a recording says, and of which of several texts it is likeliest a piece.

It hears people well. A machine's voice it hears badly (half the words), which is enough to tell one sentence from others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np
import vietasr

from benchmarks.phone.sound_files import RATE
from benchmarks.phone.word_errors import distance_to_piece, words_of

_FEWEST_LETTERS = 4


@cache
def _pipeline() -> vietasr.Pipeline:
    return vietasr.Pipeline.preset("transcribe")


def heard_in(pcm: bytes) -> str:
    """Empty where nobody speaks."""
    return str(_pipeline().transcribe(np.frombuffer(pcm, dtype="<i2"), float(RATE)).text)


def is_piece_of(heard: str, text: str) -> float:
    """How much of what was heard is a piece of the text, whose first words may be missing; from 0 to 1, by letters without marks."""
    letters = _letters(heard)
    return 1.0 - distance_to_piece(letters, _letters(text)) / max(len(letters), 1)


def likeliest(heard: str, texts: Iterable[str]) -> str:
    """The text of which this is likeliest a piece; empty where too little was heard to tell."""
    if len(_letters(heard)) < _FEWEST_LETTERS:
        return ""
    return max(texts, key=lambda text: is_piece_of(heard, text))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFD", " ".join(words_of(text)).replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
