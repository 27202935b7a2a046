"""Which questions a run asks: those shipped for tuning, and the editors' own. The locked sets are for judging releases, never for this."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from desk.bench.models import BenchQuestion
from knowledge_base.judging.dialogues import Dialogue, ExpectedTurn, read_sets

# The name of the editors' own set; shipped sets are named as their files.
OWN = "own"


class Asked(BaseModel):
    """One dialogue of a run, and the set it comes from."""

    set: str
    dialogue: Dialogue


def shipped_questions(folder: Path) -> list[Asked]:
    """None where the program came without them."""
    sets = read_sets(sorted(folder.glob("*.jsonl")))
    return [Asked(set=each.name, dialogue=dialogue) for each in sets for dialogue in each.dialogues]


def own_questions(questions: Sequence[BenchQuestion]) -> list[Asked]:
    return [Asked(set=OWN, dialogue=Dialogue(id=str(question.id), turns=_turns(question.turns))) for question in questions]


def _turns(kept: Sequence[dict[str, Any]]) -> list[ExpectedTurn]:
    return [ExpectedTurn.model_validate(turn) for turn in kept]


def turns_in(questions: Sequence[Asked]) -> int:
    return sum(len(each.dialogue.turns) for each in questions)
