"""Two matters in one question: "bố mất rồi, vừa phải khai tử vừa xin mai táng phí"."""

from __future__ import annotations

import re

from vntext import fold, normalise, strip_accents

_CONJUNCTIONS = ("và", "với", "vừa", "còn", "tiện thể", "đồng thời", "sau đó", "rồi", "cùng với", "ngoài ra")
# Without accents "còn" is also "con", a child.
_SPELLINGS = sorted({*_CONJUNCTIONS, *map(strip_accents, _CONJUNCTIONS)} - {"con"}, key=len, reverse=True)
_JOINTS = re.compile(rf"[,;.?!\n]+|\b(?:{'|'.join(_SPELLINGS)})\b", re.IGNORECASE)
_AT_LEAST_WORDS = 2


def clauses(text: str) -> list[str]:
    parts = (part.strip() for part in _JOINTS.split(normalise(text)))
    return [part for part in parts if len(fold(part).split()) >= _AT_LEAST_WORDS]
