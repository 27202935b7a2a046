"""Near twins told apart by words such as "nước ngoài" or "cấp lại": is a record's cue asked for, and is the question's cue met?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from vntext import fold

Flags = NDArray[np.bool_]
FOREIGN = "foreign"
# More than are published: a rebuilt index asks for the same again.
_REMEMBERED_NAMES = 32_768


@cache
def _cues() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    rows = yaml.safe_load(Path(__file__).with_name("cues.yml").read_text(encoding="utf-8"))
    return [(cue, _padded(row["name"]), _padded(row["question"])) for cue, row in rows.items()]


@cache
def _asking_phrases() -> dict[int, dict[tuple[str, ...], list[int]]]:
    """By their number of words: which cues a question with that phrase asks for."""
    phrases: dict[int, dict[tuple[str, ...], list[int]]] = {}
    for cue, (_, _, asking) in enumerate(_cues()):
        for phrase in asking:
            words = tuple(phrase.split())
            phrases.setdefault(len(words), {}).setdefault(words, []).append(cue)
    return phrases


def cue_names() -> list[str]:
    return [cue for cue, _, _ in _cues()]


def cues_of_names(names: Sequence[str]) -> Flags:
    """Shape (names, cues)."""
    return np.array([_cues_of_name(name) for name in names], dtype=np.bool_).reshape(len(names), len(_cues()))


@lru_cache(_REMEMBERED_NAMES)
def _cues_of_name(name: str) -> tuple[bool, ...]:
    padded = f" {fold(name)} "
    return tuple(any(map(padded.__contains__, words)) for _, words, _ in _cues())


def cues_of_question(plain: str) -> Flags:
    """Shape (cues,); `plain` is folded text."""
    flags = np.zeros(len(_cues()), dtype=np.bool_)
    words, phrases = plain.split(), _asking_phrases()
    for length in phrases:
        for start in range(len(words) - length + 1):
            for cue in phrases[length].get(tuple(words[start : start + length]), ()):
                flags[cue] = True
    return flags


def speaks_of(cue: str, plain: str) -> bool:
    """`plain` is folded text."""
    return bool(cues_of_question(plain)[cue_names().index(cue)])


def names_with(cue: str, names: Sequence[str]) -> list[bool]:
    return [bool(holds) for holds in cues_of_names(names)[:, cue_names().index(cue)]]


def _padded(phrases: Sequence[str]) -> tuple[str, ...]:
    return tuple(f" {fold(phrase)} " for phrase in phrases)
