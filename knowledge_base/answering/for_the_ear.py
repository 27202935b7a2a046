"""A sentence written for a screen, as it is said on the phone: no addresses, "nhắn" is "nói", and nobody on the line is told to call."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from core.words import Words

_WORDS = Path(__file__).with_name("for_the_ear.yml")
_ADDRESS = re.compile(r"\s*\(?\b(?:https?://|www\.)[^\s)]+\)?")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_BEFORE_A_MARK = re.compile(r"\s+([.,;:!?])")
_TWO_MARKS = re.compile(r"[,;:]\s*(?=[.!?])")
# Not behind a number or a short form: "ngày 3. 5", "TP. Biên Hòa".
_SENTENCE_ENDS = re.compile(r"(?<=[^\W\d_][.!?…])(?<!\bTP\.)(?<!\bP\.)\s+(?=[^\W\d_a-zà-ỹ])")
_LONGEST = 300


def for_the_ear(text: str, words: Words) -> str:
    """`words` of this folder: they know the hotline's number."""
    said = _EMPTY_BRACKETS.sub("", _ADDRESS.sub("", text))
    for pattern, instead in _rules(words.say("hotline")):
        said = pattern.sub(instead, said)
    said = _TWO_MARKS.sub("", _BEFORE_A_MARK.sub(r"\1", said))
    return " ".join(said.split())


def sentences(text: str) -> list[str]:
    """A long paragraph as several things to be said one after another."""
    if len(text) <= _LONGEST:
        return [text] if text else []
    parts: list[str] = []
    for sentence in _SENTENCE_ENDS.split(text):
        if parts and len(parts[-1]) + len(sentence) < _LONGEST:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


@cache
def _rules(hotline: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    loaded = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return tuple((re.compile(rule["written"].replace("HOTLINE", re.escape(hotline))), rule["said"]) for rule in loaded)
