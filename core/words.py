"""Fixed sentences for people, kept in YAML files beside what says them."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import yaml


class Words:
    """`say("slow_down")` gives the sentence; settings such as the hotline's number are filled in once for all."""

    def __init__(self, path: Path, **always: str) -> None:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        self._sentences: dict[str, str] = {key: str(value).strip() for key, value in loaded.items()}
        self._always = always

    def has(self, key: str) -> bool:
        return key in self._sentences

    def fixed(self) -> dict[str, str]:
        """Those that need no values, by key."""
        return {key: self.say(key) for key, sentence in self._sentences.items() if _names(sentence) <= self._always.keys()}

    def say(self, key: str, **values: object) -> str:
        return self._sentences[key].format(**self._always, **values)


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
