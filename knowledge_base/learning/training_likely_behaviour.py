"""What a message wants of us, learned from the language pipeline's sentences and from every turn of the taught dialogues."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.likely_behaviour import BEHAVIOURS, LikelyBehaviour, Weights
from knowledge_base.learning.nlu_examples import nlu_examples
from knowledge_base.learning.training_by_words import gram_table
from knowledge_base.learning.walking import Heard
from vntext import fold

# Best of .1 to 10 on dialogues of authors left out (docs/adr/0035).
_LOOSENESS = 0.3
_FOLDS = 4
# Dialogues hold six questions to one of anything else, and people hold more: how far that is made up for; 1 would make all equal.
_MADE_UP_FOR = 0.4
_DECIMALS = 2
_NEVER = -30.0
# Intents that are no question; all others are answered.
_BY_INTENT = {
    "out_of_scope": Behaviour.REFUSE,
    "report_emergency": Behaviour.EMERGENCY,
    "report_issue": Behaviour.REPORT,
    "complain_official": Behaviour.REFER,
    "file_complaint": Behaviour.REFER,
    "file_denunciation": Behaviour.REFER,
    "request_operator": Behaviour.HANDOVER,
    "look_up_dossier": Behaviour.TRACK,
    "greet": Behaviour.SMALLTALK,
    "thank": Behaviour.SMALLTALK,
    "goodbye": Behaviour.SMALLTALK,
    "ask_who_are_you": Behaviour.SMALLTALK,
    "abuse": Behaviour.SMALLTALK,
}


@dataclass(frozen=True)
class Sentence:
    """`said` is folded."""

    said: str
    behaviour: Behaviour


@dataclass(frozen=True)
class TrainedToHear:
    """`figures` are of turns of authors left out: of questions, and of all that wants something else, how much is heard as what it is."""

    model: LikelyBehaviour
    figures: dict[str, float]

    def to_json(self) -> str:
        return self.model.to_json().replace("{", '{"figures": ' + json.dumps(self.figures) + ",\n", 1)


def sentences_of(folder: Path) -> list[Sentence]:
    """The examples of the language pipeline's intents, without the marks of what is named in them."""
    return [Sentence(_said(text), _BY_INTENT.get(intent, Behaviour.ANSWER)) for intent, text in nlu_examples(folder) if intent]


def trained_to_hear(sentences: Sequence[Sentence], heard: Sequence[Heard]) -> TrainedToHear:
    table = np.hstack([_by_others_words(sentences, heard), np.array([each.signs for each in heard])])
    weights, bias = _fitted_signs(table, heard)
    words = _fitted_words(sentences, heard)
    return TrainedToHear(LikelyBehaviour(words.words, words.start, weights, bias), _figures(table, heard))


def _said(text: str) -> str:
    """ "đổi [bằng lái](document)" → "doi bang lai"."""
    parts = text.split("[")
    return fold(" ".join(part if number == 0 else _unmarked(part) for number, part in enumerate(parts)))


def _unmarked(part: str) -> str:
    named, _, rest = part.partition("]")
    end = rest.find(")" if rest.startswith("(") else "}")
    return f"{named} {rest[end + 1 :]}" if rest[:1] in ("(", "{") else f"{named} {rest}"


def _by_others_words(sentences: Sequence[Sentence], heard: Sequence[Heard]) -> Weights:
    """Shape (heard, BEHAVIOURS): what words say of each turn, learned from other authors, for so it will be with people's."""
    by_words = np.zeros((len(heard), len(BEHAVIOURS)))
    for out in _folds(heard):
        words = _fitted_words(sentences, [each for each in heard if each.author not in out])
        for row, each in enumerate(heard):
            if each.author in out:
                by_words[row] = words.by_words(each.said)
    return by_words


def _fitted_signs(table: Weights, heard: Sequence[Heard]) -> tuple[Weights, Weights]:
    """Weights (BEHAVIOURS, columns of the table) and bias (BEHAVIOURS,); what was never heard is never likely."""
    scale = table.std(axis=0) + 1e-9
    meant = np.array([BEHAVIOURS.index(each.behaviour) for each in heard])
    often = np.bincount(meant, minlength=len(BEHAVIOURS)).clip(1).astype(float)[meant] ** -_MADE_UP_FOR
    model = LogisticRegression(C=1.0, max_iter=1000).fit(table / scale, meant, often / often.mean())
    weights, bias = np.zeros((len(BEHAVIOURS), table.shape[1])), np.full(len(BEHAVIOURS), _NEVER)
    weights[model.classes_], bias[model.classes_] = model.coef_ / scale, model.intercept_
    return weights, bias


def _fitted_words(sentences: Sequence[Sentence], heard: Sequence[Heard]) -> LikelyBehaviour:
    """Only its words: the weights over the signs are still none."""
    examples = [*((each.said, each.behaviour) for each in sentences), *((each.said, each.behaviour) for each in heard)]
    table = gram_table()
    model = LogisticRegression(C=_LOOSENESS, max_iter=1000, class_weight="balanced")
    model.fit(table.fit_transform([said for said, _ in examples]), [BEHAVIOURS.index(behaviour) for _, behaviour in examples])
    rows = np.zeros((len(BEHAVIOURS), len(table.vocabulary_)))
    start = np.full(len(BEHAVIOURS), _NEVER)
    rows[model.classes_], start[model.classes_] = model.coef_, model.intercept_
    weights = np.round(rows.T, _DECIMALS)
    words = {gram: row.tolist() for gram, row in zip(table.get_feature_names_out(), weights, strict=True) if row.any()}
    none: Weights = np.zeros((len(BEHAVIOURS), 0))
    return LikelyBehaviour(words, start, none, np.zeros(len(BEHAVIOURS)))


def _figures(table: Weights, heard: Sequence[Heard]) -> dict[str, float]:
    right: dict[bool, list[bool]] = {True: [], False: []}
    for out in _folds(heard):
        is_out = np.array([each.author in out for each in heard])
        weights, bias = _fitted_signs(table[~is_out], [each for each in heard if each.author not in out])
        best = (table[is_out] @ weights.T + bias).argmax(axis=1).tolist()
        for place, each in zip(best, (each for each in heard if each.author in out), strict=True):
            right[each.behaviour is Behaviour.ANSWER].append(BEHAVIOURS[place] is each.behaviour)
    return {
        "questions": len(right[True]),
        "heard_as_questions": _share(right[True]),
        "others": len(right[False]),
        "heard_as_they_are": _share(right[False]),
    }


def _folds(heard: Sequence[Heard]) -> list[set[str]]:
    """Authors left out together; with one author alone there is nobody to learn of him from but himself."""
    authors = sorted({each.author for each in heard})
    folds = [set(authors[number::_FOLDS]) for number in range(_FOLDS)]
    return [out for out in folds if out and len(authors) > len(out)]


def _share(right: Sequence[bool]) -> float:
    return round(float(np.mean(right)), 4) if right else 0.0
