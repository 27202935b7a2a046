"""The patterns of bot/patterns/*.yml: what citizens write, and the value it stands for."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PATTERNS = Path(__file__).resolve().parent.parent / "patterns"
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


class Phrase(NamedTuple):
    """`value` is None for a decoy: a longer phrase that must not be taken for the shorter one inside it."""

    label: str
    value: str | None
    text: str


class TokenPattern(NamedTuple):
    """A spaCy Matcher pattern; the text it matches is the value."""

    label: str
    pattern: list[dict[str, Any]]


def expand(phrase: str) -> Iterator[str]:
    """ "(mất|hết) mấy ngày" → "mất mấy ngày", "hết mấy ngày"; an empty alternative leaves the words out.

    Brackets do not nest; ValueError where they are tried, since such a phrase would match nothing anybody types.
    """
    pieces = _ALTERNATIVES.split(phrase)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for combination in itertools.product(*choices):
        text = " ".join("".join(combination).split())
        if "(" in text or ")" in text:
            raise ValueError(f"brackets within brackets: {phrase}")
        if text:
            yield text


def read_phrases() -> list[Phrase]:
    """Every phrase of every file, alternatives written out; a phrase under "vợ, chồng" stands for both."""
    phrases = [
        Phrase(label, None if value == "decoy" else value, text)
        for content in _contents()
        for label, values in content.get("phrases", {}).items()
        for joined, templates in values.items()
        for template in templates
        for text in expand(template)
        for value in joined.split(", ")
    ]
    return phrases + _place_names()


def _place_names() -> list[Phrase]:
    """Each name after each kind of unit, and the unmistakable ones alone."""
    places = next(content["places"] for content in _contents() if "places" in content)
    alone, after_kind = (places[key].split(", ") for key in ("alone", "after_kind"))
    named = [f"{kind} {name}" for name in alone + after_kind for kind in places["kinds"]]
    return [Phrase("place", text, text) for text in alone + named]


def read_token_patterns() -> list[TokenPattern]:
    return [
        TokenPattern(label, pattern)
        for content in _contents()
        for label, patterns in content.get("tokens", {}).items()
        for pattern in patterns
    ]


def patterns_fingerprint() -> str:
    """Changes when any pattern changes, so that Rasa does not reuse what it worked out from older ones."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> list[Path]:
    return sorted(PATTERNS.glob("*.yml"))


def _contents() -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in _files()]
