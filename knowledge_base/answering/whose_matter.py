"""Matters told by a few words that only they have: "phạt nguội" is the traffic police's, whatever else is said of the car."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from knowledge_base.search.index import Found, Hit
from vntext import strip_accents

_GAP = r" (?:\w+ ){0,6}?"
_NEARLY_SURE = 0.9


def favour_whose_matter(found: Found, folded: str, published: Container[str]) -> Found:
    """The common question whose words were said is meant, nearly surely; the others keep their order."""
    slug = next((slug for slug in _spoken_of(folded) if slug in published), None)
    if slug is None or found.share_of(slug) >= _NEARLY_SURE:
        return found
    left = 1.0 - _NEARLY_SURE
    meant = next((hit for hit in found.hits if hit.key == slug), None) or Hit(slug, 0.0)
    others = [replace(hit, share=hit.share * left) for hit in found.hits if hit.key != slug]
    return Found((replace(meant, share=_NEARLY_SURE), *others), found.nothing * left)


def _spoken_of(folded: str) -> list[str]:
    return [slug for slug, said, unless in _matters() if said.search(folded) and not unless.search(folded)]


@cache
def _matters() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    rows = yaml.safe_load(Path(__file__).with_name("whose_matter.yml").read_text(encoding="utf-8"))
    return [(slug, _any_of(row["said"]), _any_of(row["unless"])) for slug, row in rows.items()]


def _any_of(lines: list[str]) -> re.Pattern[str]:
    patterns = (strip_accents(line).replace("(", "(?:").replace(" … ", _GAP) for line in lines)
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")
