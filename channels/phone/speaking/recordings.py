"""Sentences that a person recorded: one folder a voice, one WAV a sentence.

The file's name holds a mark of the sentence ("greeting-3f2a.wav"). So a recording of a sentence that was changed since is never played: it
would tell callers what does not hold any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_MARK_LENGTH = 4


class State(StrEnum):
    RECORDED = "recorded"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True)
class Prompt:
    """`stale`: recordings of what the sentence was before."""

    key: str
    sentence: str
    file_name: str
    state: State
    stale: Sequence[str] = ()


def file_name(key: str, sentence: str) -> str:
    mark = hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:_MARK_LENGTH]
    return f"{key}-{mark}.wav"


class Recordings:
    """`folder`: of one voice; None when there are none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def current(self, key: str, sentence: str) -> Path | None:
        path = self._folder and self._folder / file_name(key, sentence)
        return path if path and path.is_file() else None

    def prompts(self, sentences: Mapping[str, str]) -> list[Prompt]:
        there = self._file_names()
        return [_prompt(key, sentence, there) for key, sentence in sentences.items()]

    def strangers(self, sentences: Mapping[str, str]) -> list[str]:
        """Files that are of no sentence: most likely named wrongly."""
        return [name for name in self._file_names() if _key_of(name) not in sentences]

    def _file_names(self) -> list[str]:
        if self._folder is None or not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.suffix.lower() == ".wav")


def _prompt(key: str, sentence: str, there: Sequence[str]) -> Prompt:
    wanted = file_name(key, sentence)
    stale = [name for name in there if _key_of(name) == key and name != wanted]
    state = State.RECORDED if wanted in there else State.STALE if stale else State.MISSING
    return Prompt(key, sentence, wanted, state, stale)


def _key_of(name: str) -> str:
    return Path(name).stem.rpartition("-")[0]
