"""What every file of rules is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]


def rule(pattern: str, say: Callable[[re.Match[str]], str], flags: int = 0) -> Rule:
    """What it finds stands alone: no letter and no digit beside it."""
    return Rule(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", flags), say)


def before(pattern: str, follows: str, say: Callable[[re.Match[str]], str], flags: int = 0) -> Rule:
    """What it finds stands before `follows`, which stays."""
    return Rule(re.compile(rf"(?<!\w)(?:{pattern})(?={follows})", flags), say)


def applied(text: str, rules: Sequence[Rule]) -> str:
    for each in rules:
        text = each.pattern.sub(each.say, text)
    return text
