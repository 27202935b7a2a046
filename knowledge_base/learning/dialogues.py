"""What carrying on a conversation learns from: dialogues of our own making, walked through as if every turn before had gone right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from knowledge_base.answering.carrying_on import CarryingOn, Meanings, feature_names, meanings_of
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.question import Aspect, DialogueContext, Option, Question
from knowledge_base.answering.replies import answer_procedures, ask_back
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import options_of_choice, short_name
from knowledge_base.knowledge import Knowledge
from knowledge_base.learning.alternatives import Case
from knowledge_base.learning.conditional_logit import fit
from knowledge_base.search.query import prepare

_PULL = 1.0
_MOST_OPTIONS = 4
_FOLDS = 5


class TaughtTurn(BaseModel):
    """`codes`: any of them is right; under "clarify" the options offered. `aspects`: what is asked."""

    text: str
    behaviour: str
    codes: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()


class TaughtDialogue(BaseModel):
    id: str
    turns: tuple[TaughtTurn, ...]


@dataclass(frozen=True)
class Seen:
    """A turn in the middle of a dialogue; `meant` are the rows any of which is right, none when search did not offer it."""

    dialogue: int
    meanings: Meanings
    meant: tuple[int, ...]


def read_dialogues(folder: Path) -> list[TaughtDialogue]:
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [TaughtDialogue.model_validate_json(line) for line in lines]


def walk(knowledge: Knowledge, composer: Composer, dialogues: Sequence[TaughtDialogue]) -> Iterator[Seen]:
    """Every turn that goes on with something and wants an answer."""
    for number, dialogue in enumerate(dialogues):
        context = DialogueContext()
        for taught in dialogue.turns:
            aspects = [Aspect(aspect) for aspect in taught.aspects]
            question = Question(text=taught.text, aspects=aspects, context=context)
            turn = Turn(question, prepare(taught.text), knowledge, composer, composer.words)
            codes = [code for code in taught.codes if code in knowledge.procedures]
            wants = taught.behaviour.split("|")
            at_hand = [] if context.options else context.procedure_codes
            if (at_hand or context.options) and "answer" in wants and codes and turn.query.topic_words:
                meanings = meanings_of(turn, at_hand)
                yield Seen(number, meanings, tuple(row for row, key in enumerate(meanings.keys) if key in codes))
            if "answer" in wants and codes:
                context = answer_procedures(turn, [_likeliest(turn, codes)], aspects, step="", confidence=1.0).context
            elif "clarify" in wants and codes:
                context = ask_back(turn, "", _options(knowledge, codes), step="").context


def _likeliest(turn: Turn, codes: Sequence[str]) -> str:
    """Of several right codes the one that the conversation would be at: what was at hand or offered, else what search finds."""
    context = turn.question.context
    standing = [*context.procedure_codes, *(option.key for option in context.options)]
    return next((code for code in standing if code in codes), max(codes, key=turn.found.share_of))


def _options(knowledge: Knowledge, codes: Sequence[str]) -> list[Option]:
    """As a written choice between them puts it, if there is one."""
    for choice in knowledge.choices.values():
        if {option.code for option in choice.options} >= set(codes):
            return options_of_choice(choice, knowledge.procedures)
    return [Option(key=code, label=short_name(knowledge.procedures[code].name)) for code in codes[:_MOST_OPTIONS]]


@dataclass(frozen=True)
class TrainedToCarryOn:
    """`figures` are of dialogues held out, each judged by weights learned from the others."""

    model: CarryingOn
    figures: dict[str, float]

    def to_json(self) -> str:
        weights = dict(zip(feature_names(), np.round(self.model.weights, 4).tolist(), strict=True))
        return json.dumps({"figures": self.figures, "weights": weights}, ensure_ascii=False, indent=1) + "\n"


def trained_to_carry_on(seen: Sequence[Seen]) -> TrainedToCarryOn:
    first: list[bool] = []
    for number in range(_FOLDS):
        model = _fitted([each for each in seen if each.dialogue % _FOLDS != number])
        for each in (each for each in seen if each.dialogue % _FOLDS == number):
            best = model.found(each.meanings).best
            first.append(best is not None and best.key in {each.meanings.keys[row] for row in each.meant})
    return TrainedToCarryOn(_fitted(seen), {"turns": len(first), "first": round(float(np.mean(first)), 4)})


def _fitted(seen: Sequence[Seen]) -> CarryingOn:
    return CarryingOn(fit([Case(each.meanings.rows, each.meant) for each in seen if each.meant], pull=_PULL))
