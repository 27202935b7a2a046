"""Two matters in one question: "bố mất rồi, vừa phải khai tử vừa xin mai táng phí"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vntext import fold, normalise, strip_accents

# "A với B": both are asked for. "A rồi B", "A, B" may as well tell a story of which only the end is asked for.
_ADDING = ("và", "với", "với lại", "kèm", "cùng với", "đồng thời", "tiện thể", "ngoài ra")
_CONJUNCTIONS = (*_ADDING, "vừa", "còn", "sau đó", "rồi", "xong")
_STOPS = r"[,;.?!\n]+"
_AT_LEAST_WORDS = 2


def _any_of(conjunctions: Sequence[str]) -> str:
    """Without accents "còn" is also "con", a child."""
    spellings = {*conjunctions, *map(strip_accents, conjunctions)} - {"con"}
    return rf"\b(?:{'|'.join(sorted(spellings, key=len, reverse=True))})\b"


_JOINTS = re.compile(rf"{_STOPS}|{_any_of(_CONJUNCTIONS)}", re.IGNORECASE)
_ADDED = re.compile(_any_of(_ADDING), re.IGNORECASE)


def clauses(text: str) -> list[str]:
    return _parts(_JOINTS, text)


def are_side_by_side(text: str) -> bool:
    """Nothing but words that add one thing to another stand between its clauses."""
    return len(clauses(text)) > 1 and clauses(text) == _parts(_ADDED, text.strip(" ,;.?!\n"))


def _parts(joints: re.Pattern[str], text: str) -> list[str]:
    parts = (part.strip() for part in joints.split(normalise(text)))
    return [part for part in parts if len(fold(part).split()) >= _AT_LEAST_WORDS]
