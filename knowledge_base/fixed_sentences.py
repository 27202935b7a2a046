"""The bot's fixed sentences: those it ships (data/responses/), and whether a text may stand in the place of one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Formatter

import yaml

from core.settings import PROJECT_ROOT
from core.words import Words

RESPONSES = PROJECT_ROOT / "data" / "responses"
_OCCASIONS = PROJECT_ROOT / "knowledge_base" / "fixed_sentence_occasions.yml"
# Given with every sentence (actions.services.Services.names).
ALWAYS_GIVEN = frozenset({"province_name", "hotline_number"})
# Whoever reads one of these is in danger: the numbers are what it is for.
_OF_DANGER = "utter_emergency_"
_EMERGENCY_NUMBER = re.compile(r"\b11[1-5]\b")


@dataclass(frozen=True)
class ShippedSentence:
    """`texts` are wordings of which one is said; `required` are the variables that each of them holds, `allowed` all there are."""

    name: str
    texts: tuple[str, ...]
    required: frozenset[str]
    allowed: frozenset[str]
    numbers: frozenset[str] = frozenset()


class Trouble(StrEnum):
    UNKNOWN_SENTENCE = "unknown_sentence"
    BROKEN_BRACES = "broken_braces"
    UNKNOWN_VARIABLE = "unknown_variable"
    MISSING_VARIABLE = "missing_variable"
    MISSING_NUMBER = "missing_number"


@dataclass(frozen=True)
class SentenceProblem:
    """`what` is the variable or number that is meant; empty for the text as a whole."""

    trouble: Trouble
    what: str = ""

    def told(self, words: Words) -> str:
        """With knowledge_base/fixed_sentences.yml."""
        return words.say(self.trouble.value, what=self.what)


@cache
def shipped_sentences() -> Mapping[str, ShippedSentence]:
    """By name, in the order of the files."""
    found: dict[str, ShippedSentence] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        responses = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["responses"]
        for name, wordings in responses.items():
            found[name] = _shipped(name, tuple(wording["text"].strip() for wording in wordings))
    return found


@cache
def _occasions() -> Mapping[str, str]:
    return dict(yaml.safe_load(_OCCASIONS.read_text(encoding="utf-8")))


def occasion_of(name: str) -> str:
    """When it is said, for people; empty for a sentence that is not shipped."""
    return _occasions().get(name, "")


def problems_of(name: str, text: str) -> Sequence[SentenceProblem]:
    """Why `text` cannot be said in place of the sentence `name`; nothing when it can."""
    shipped = shipped_sentences().get(name)
    if shipped is None:
        return [SentenceProblem(Trouble.UNKNOWN_SENTENCE, name)]
    try:
        used = variables_of(text)
    except ValueError:
        return [SentenceProblem(Trouble.BROKEN_BRACES)]
    unknown = [SentenceProblem(Trouble.UNKNOWN_VARIABLE, f"{{{each}}}") for each in used if each not in shipped.allowed]
    missing = [SentenceProblem(Trouble.MISSING_VARIABLE, f"{{{each}}}") for each in sorted(shipped.required.difference(used))]
    lost = sorted(shipped.numbers.difference(_EMERGENCY_NUMBER.findall(text)))
    return [*unknown, *missing, *(SentenceProblem(Trouble.MISSING_NUMBER, number) for number in lost)]


def variables_of(text: str) -> list[str]:
    """Each once, in order. Raises ValueError for a brace without its other half, and for more than a name between two."""
    used: list[str] = []
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(name)
        used.append(name)
    return list(dict.fromkeys(used))


def _shipped(name: str, texts: tuple[str, ...]) -> ShippedSentence:
    held = [frozenset(variables_of(text)) for text in texts]
    numbers = frozenset(_EMERGENCY_NUMBER.findall(" ".join(texts))) if name.startswith(_OF_DANGER) else frozenset()
    return ShippedSentence(name, texts, frozenset.intersection(*held), ALWAYS_GIVEN.union(*held), numbers)
