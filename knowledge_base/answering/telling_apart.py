"""The question back that tells near twins apart, instead of only listing them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from knowledge_base.answering.step import Turn
from knowledge_base.search.index import Hit
from vntext import fold


@cache
def _distinctions() -> list[tuple[str, list[str]]]:
    rows = yaml.safe_load(Path(__file__).with_name("distinctions.yml").read_text(encoding="utf-8"))
    return [(row["question"], [fold(marker) for marker in row["markers"]]) for row in rows]


def telling_question(turn: Turn, hits: Sequence[Hit]) -> str:
    names = [f" {fold(turn.knowledge.procedures[hit.key].name)} " for hit in hits]
    for question, markers in _distinctions():
        sides = [any(f" {marker} " in name for marker in markers) for name in names]
        if len(names) == 2 and sides[0] != sides[1]:
            return question
    return turn.words.say("clarify_generic")
