"""Administrative terms with their meanings in plain words, for whoever writes content and meets them for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Term:
    term: str
    meaning: str


@cache
def terms() -> Sequence[Term]:
    """In the order of the file."""
    loaded = yaml.safe_load(files("knowledge_base.editing").joinpath("glossary.yml").read_text(encoding="utf-8"))
    return [Term(str(term), str(meaning).strip()) for term, meaning in loaded.items()]
