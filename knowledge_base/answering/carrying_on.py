"""What a turn in the middle of a conversation means: what is at hand, an option that stands open, a sibling of it, or something new.

A conditional logit over named features like the search ranker's; its weights stand in carrying_on.json and are learned from
the dialogues of data/dialogues/ (docs/adr/0011).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.answering.by_words import staying
from knowledge_base.answering.step import Turn
from knowledge_base.search.cues import cue_names, cues_of_names, cues_of_question
from knowledge_base.search.index import Found, Hit
from knowledge_base.search.query import prepare
from vntext import fold

MODEL = Path(__file__).with_name("carrying_on.json")
CORRECTION = re.compile(
    r"^(?:(?:a|ak|ah|aa|ua|y|i|o|oi|da)\s+)+(?:khong|ko|k|hong|hok|hem)\b|^(?:khong|ko|k|hong) phai\b|\bnham(?: roi)?\b|\blon (?:roi|a)\b"
    r"|\by (?:em|minh|toi|tui|chau|con) la\b|^y (?:em|minh|toi|tui|chau|con|la)\b|^(?:doi lai|sua lai)\b"
)
DENIED = re.compile(r"\b(?:cho|chu) (?:khong|ko|k|hong|hok) phai\b.*$")
# "thôi khỏi xe, giờ hỏi cái đất": what follows has nothing to do with what went before.
_SWITCH = re.compile(
    r"\b(?:gio|qua|cho|con|roi|them)(?: (?:em|toi|minh|tui|chau|con))? hoi\b|\bhoi (?:cai|vu|viec|chuyen|them|sang|qua)\b"
    r"|\b(?:quay|tro) lai\b"
)
# "thế còn", "vậy … thì sao": goes on with what was said.
_GOES_ON = re.compile(r"\bthi sao\b|^(?:the|vay|con|ma|ua|roi)\b|\bluon\b|\bnua\b")
# "đất đó", "cái này", "nó".
_POINTS_BACK = re.compile(r"\b(?:do|nay|no|kia|vay|v)\b")
# So many of its words only ask ("cần giấy tờ gì"): a question in full, or one about what was said.
_QUESTION_WORDS = 2
_CANDIDATES, _WORD_STEPS = 12, (2, 4, 7)
_LEAST_SHARE = 1e-4
_REMEMBERED_NAMES = 8192
# So many words of two names in common, and they are siblings: first issue and re-issue, household and company.
_ALIKE = 0.3
# Words that most names begin with tell no two procedures apart.
_COMMON = frozenset(fold("thủ tục đăng ký cấp giấy phép chứng nhận xác nhận việc cho của và trong thuộc đối với hồ sơ đề nghị").split())


_OF_WORDS = ("few_words", "some_words", "many_words", "asks", "bare", "correction", "switch", "goes_on", "points_back", "whether")
# Of the likeliest that neither stands open nor is at hand: how well it is named, and how likely it is meant by the message alone.
_OF_NEW = ("new_name", "new_held", "new_alone", "nothing")
_SIGNS = (*_OF_WORDS, *_OF_NEW)
_ROLES = ("at_hand", "option", "sibling", "other")
_SHARES = ("alone", "together", "named")
_SIGNALS = ("line_recall", "line_both", "union_recall", "missing_word", "content", "characters")
_NONE = ("none", "none_nothing", "none_few_words")
_STAYS = "stays"


def feature_names() -> list[str]:
    by_share = [f"{share}_{role}" for role in _ROLES for share in (*_SHARES, *_SIGNALS)]
    by_sign = [f"{sign}_{role}" for role in _ROLES[:3] for sign in _SIGNS]
    by_cue = [f"{cue}_{kind}" for kind in ("met", "unmet", "unasked") for cue in cue_names()]
    by_staying = [f"{_STAYS}_{role}" for role in (*_ROLES[:3], "none")]
    return [*_ROLES, "alikeness", "label", "only_label", "faq", "choice", *by_share, *by_sign, *by_cue, *_NONE, *by_staying]


@cache
def _columns() -> dict[str, int]:
    return {name: column for column, name in enumerate(feature_names())}


@dataclass(frozen=True)
class Meanings:
    """What may be meant. `rows`: (keys + 1, feature_names()); the last row is "none of them"."""

    hits: list[Hit]
    rows: NDArray[np.float64]

    @property
    def keys(self) -> list[str]:
        return [hit.key for hit in self.hits]

    def with_staying(self, likelihood: float) -> Meanings:
        """As if its words said so strongly that the message goes on with what stands."""
        place, rows = _columns(), self.rows.copy()
        for role in _ROLES[:3]:
            rows[:, place[f"{_STAYS}_{role}"]] = rows[:, place[role]] * likelihood
        rows[-1, place[f"{_STAYS}_none"]] = likelihood
        return Meanings(self.hits, rows)

    def stands(self, row: int) -> bool:
        """Whether it is what is at hand or stands open."""
        place = _columns()
        return bool(self.rows[row, place["at_hand"]] or self.rows[row, place["option"]])


@dataclass(frozen=True)
class CarryingOn:
    weights: NDArray[np.float64]

    @classmethod
    def from_json(cls, text: str) -> Self:
        known = json.loads(text)["weights"]
        return cls(np.array([known.get(name, 0.0) for name in feature_names()]))

    @classmethod
    @cache
    def learned(cls) -> Self:
        return cls.from_json(MODEL.read_text(encoding="utf-8"))

    def found(self, meanings: Meanings) -> Found:
        """Like a search: shares over what may be meant and none of it."""
        utilities = meanings.rows @ self.weights
        odds = np.exp(utilities - utilities.max())
        shares = odds / odds.sum()
        order = np.argsort(-shares[:-1], kind="stable")
        hits = tuple(Hit(meanings.hits[row].key, float(shares[row]), meanings.hits[row].signals) for row in order)
        return Found(hits, float(shares[-1]))


def is_correction(turn: Turn) -> bool:
    said = turn.query.folded
    return turn.question.intent == "correct_procedure" or bool(CORRECTION.search(said) or DENIED.search(said))


def leans_on_before(turn: Turn) -> bool:
    """Its words themselves say that it is no matter of its own."""
    said = turn.query.folded
    return bool(is_correction(turn) or _GOES_ON.search(said) or _POINTS_BACK.search(said))


def meanings_of(turn: Turn, at_hand: Sequence[str]) -> Meanings:
    """None of `at_hand` while options stand open: then the next word is about them."""
    context = turn.question.context
    said = prepare(CORRECTION.sub(" ", DENIED.sub(" ", turn.query.folded))) if is_correction(turn) else turn.query
    options = [option.key for option in context.options]
    standing = turn.standing
    alone = turn.search(said, standing)
    together = turn.search(prepare(f"{context.asked_text} {said.plain}"), standing)
    known = {hit.key: hit for found in (together, alone) for hit in found.hits}
    near = [hit.key for found in (alone, together) for hit in found.hits[:_CANDIDATES]]
    keys = list(dict.fromkeys([*standing, *near]))
    signs = _signs(turn) | _signs_of_new(alone, standing)
    names = {key: _telling_words(_name(turn, key)) for key in keys}
    labels = labels_said(turn)
    asked = cues_of_question(turn.query.folded)
    held = cues_of_names([_name(turn, key) for key in keys])
    place = _columns()
    rows = np.zeros((len(keys) + 1, len(place)))
    for row, key in enumerate(keys):
        alikeness = max((_alikeness(names[key], names[other]) for other in standing if other in names), default=0.0)
        role = "at_hand" if key in at_hand else "option" if key in options else "sibling" if alikeness >= _ALIKE else "other"
        rows[row, place[role]] = 1.0
        rows[row, place["alikeness"]] = 0.0 if key in standing else alikeness
        rows[row, place["label"]] = labels.get(key, 0.0)
        rows[row, place["only_label"]] = labels.get(key, 0.0) > 0 and sum(said > 0 for said in labels.values()) == 1
        rows[row, place["faq"]] = key in turn.knowledge.told
        rows[row, place["choice"]] = key in turn.knowledge.choices
        cues = np.concatenate([held[row] & asked, ~held[row] & asked, held[row] & ~asked])
        rows[row, place[f"{cue_names()[0]}_met"] : place[f"{cue_names()[-1]}_unasked"] + 1] = cues
        signals = next((hit.signals for hit in alone.hits if hit.key == key), {})
        for name, found in (("alone", alone), ("together", together)):
            rows[row, place[f"{name}_{role}"]] = _evidence(found.share_of(key))
        rows[row, place[f"named_{role}"]] = alone.share_of(key) * signals.get("line_both", 0.0)
        for name in _SIGNALS:
            rows[row, place[f"{name}_{role}"]] = signals.get(name, 0.0)
        if role != "other":
            for sign, value in signs.items():
                rows[row, place[f"{sign}_{role}"]] = value
    rows[-1, [place[name] for name in _NONE]] = [1.0, signs["nothing"], signs["few_words"]]
    hits = [known.get(key) or Hit(key, 0.0) for key in keys]
    return Meanings(hits, rows).with_staying(staying().likelihood(turn.query.folded))


def _evidence(share: float) -> float:
    """Of a share, on a scale from 0, hardly any, to 1, all."""
    return 1 - math.log(max(share, _LEAST_SHARE)) / math.log(_LEAST_SHARE)


def _signs(turn: Turn) -> dict[str, float]:
    count, said = len(turn.query.topic_words), turn.query.folded
    few, some, many = _WORD_STEPS
    return {
        "few_words": count <= few,
        "some_words": few < count <= some,
        "many_words": count > many,
        "asks": len(said.split()) - count >= _QUESTION_WORDS,
        "bare": turn.query.is_bare,
        "correction": is_correction(turn),
        "switch": bool(_SWITCH.search(said)),
        "goes_on": bool(_GOES_ON.search(said)),
        "points_back": bool(_POINTS_BACK.search(said)),
        "whether": turn.query.asks_whether,
    }


def _signs_of_new(alone: Found, standing: Sequence[str]) -> dict[str, float]:
    new = [hit for hit in alone.hits if hit.key not in standing]
    return {
        "new_name": max((hit.share * hit.signal("line_both") for hit in new), default=0.0),
        "new_held": max((hit.share * hit.signal("held_name") for hit in new), default=0.0),
        "new_alone": _evidence(max((hit.share for hit in new), default=0.0)),
        "nothing": _evidence(alone.nothing),
    }


def _name(turn: Turn, key: str) -> str:
    """Of a procedure; common questions and choices have none that cues could be read from."""
    procedure = turn.knowledge.procedures.get(key)
    return procedure.name if procedure is not None else ""


@lru_cache(_REMEMBERED_NAMES)
def _telling_words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _COMMON


def _alikeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def labels_said(turn: Turn) -> dict[str, float]:
    """Of each option that stands open, how much of what was said are words of its label that not all labels share; those said at all."""
    labels = {option.key: set(fold(option.label).split()) for option in turn.question.context.options}
    shared = set.intersection(*labels.values()) if len(labels) > 1 else set()
    said = set(turn.query.topic_words) - shared
    return {key: len((label - shared) & said) / len(said) for key, label in labels.items() if (label - shared) & said}
