"""The question back that tells near twins apart, instead of only listing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from knowledge_base.answering.question import Option
from knowledge_base.answering.step import Turn
from knowledge_base.records import ChoiceRecord, ProcedureRecord
from vntext import fold

_SHORT_NAME = 140
_OPENINGS = ("thủ tục ",)


@cache
def _distinctions() -> list[tuple[str, list[str]]]:
    rows = yaml.safe_load(Path(__file__).with_name("distinctions.yml").read_text(encoding="utf-8"))
    return [(row["question"], [fold(marker) for marker in row["markers"]]) for row in rows]


def telling_question(turn: Turn, options: Sequence[Option]) -> str:
    if len(options) == 1:
        return turn.words.say("clarify_one")
    names = [f" {fold(option.label)} " for option in options]
    for question, markers in _distinctions():
        sides = [any(f" {marker} " in name for marker in markers) for name in names]
        if len(names) == 2 and sides[0] != sides[1]:
            return question
    return turn.words.say("clarify_generic")


def options_of_choice(choice: ChoiceRecord, procedures: Mapping[str, ProcedureRecord]) -> list[Option]:
    return [Option(key=option.code, label=option.label) for option in choice.options if option.code in procedures]


def short_name(name: str) -> str:
    """Without "Thủ tục" in front. Of a very long one the middle is left out: what tells near twins apart mostly stands at the end."""
    for opening in _OPENINGS:
        if name.lower().startswith(opening):
            name = name[len(opening) :]
            name = name[:1].upper() + name[1:]
    if len(name) <= _SHORT_NAME:
        return name
    half = _SHORT_NAME // 2
    return f"{name[:half].rsplit(' ', 1)[0]} … {name[-half:].split(' ', 1)[1]}"
