"""Dialogues run as fresh conversations through the running system, and counted."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from app.citizen import Citizen, details_of
from core.errors import HotlineError, InputError

_MOST_OPTIONS = 4
_ASPECTS = frozenset({"overview", "documents", "fee", "time", "place", "steps", "conditions", "legal_basis", "online", "form", "outcome"})


class ExpectedTurn(BaseModel):
    """`behaviour` may hold alternatives joined by "|"; under clarify, `codes` are what the options may be."""

    text: str
    behaviour: str
    codes: list[str] = []
    aspects: list[str] = []


class Dialogue(BaseModel):
    id: str
    turns: list[ExpectedTurn]


@dataclass(frozen=True)
class Outcome:
    dialogue: str
    turn: int
    expected: ExpectedTurn
    behaviour: str
    codes: list[str]
    aspects: list[str]
    confidence: float
    milliseconds: float
    error: str = ""

    @property
    def right(self) -> bool:
        """Answered with an acceptable code (where the turn names any)."""
        return self.behaviour == "answer" and (not self.expected.codes or (self.codes[:1] != [] and self.codes[0] in self.expected.codes))

    @property
    def helped(self) -> bool:
        offered = self.behaviour == "clarify" and any(code in self.expected.codes for code in self.codes[:_MOST_OPTIONS])
        return self.right or offered

    @property
    def wrong(self) -> bool:
        return self.behaviour == "answer" and not self.right

    @property
    def behaviour_right(self) -> bool:
        return self.behaviour in self.expected.behaviour.split("|")

    @property
    def aspects_complete(self) -> bool:
        return (set(self.expected.aspects) & _ASPECTS) <= set(self.aspects)


@dataclass
class Result:
    outcomes: list[Outcome] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        """Fractions over the turns that expect an answer, but for behaviours_right (all turns); latency in ms."""
        answers = [outcome for outcome in self.outcomes if "answer" in outcome.expected.behaviour.split("|")]
        right = [outcome for outcome in answers if outcome.right and outcome.expected.aspects]
        follow_ups = [outcome for outcome in answers if outcome.turn > 0]
        times = sorted(outcome.milliseconds for outcome in self.outcomes)
        return {
            "turns": len(self.outcomes),
            "answer_turns": len(answers),
            "right": _share(answers, lambda outcome: outcome.right),
            "helped": _share(answers, lambda outcome: outcome.helped),
            "wrong": _share(answers, lambda outcome: outcome.wrong),
            "missed": _share(answers, lambda outcome: not outcome.helped and not outcome.wrong),
            "aspects_complete": _share(right, lambda outcome: outcome.aspects_complete),
            "follow_ups_right": _share(follow_ups, lambda outcome: outcome.right),
            "behaviours_right": _share(self.outcomes, lambda outcome: outcome.behaviour_right),
            "errors": len([outcome for outcome in self.outcomes if outcome.error]),
            "latency_ms_p50": round(statistics.median(times), 1) if times else 0.0,
            "latency_ms_p95": round(times[math.ceil(len(times) * 0.95) - 1], 1) if times else 0.0,
        }


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return round(sum(map(holds, outcomes)) / len(outcomes), 4) if outcomes else 0.0


def read_dialogues(path: Path) -> list[Dialogue]:
    """Raises InputError naming the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("dialogues", f"{path} không phải tệp văn bản UTF-8, mỗi dòng một hội thoại.") from error
    dialogues = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                dialogues.append(Dialogue.model_validate_json(line))
            except ValidationError as error:
                raise InputError("dialogues", f"{path}, dòng {number}: không đúng dạng một hội thoại đánh giá.") from error
    return dialogues


def run_dialogues(dialogues: Sequence[Dialogue], web_url: str, database_url: str, private_token: str) -> Iterator[Outcome]:
    for dialogue in dialogues:
        with Citizen(web_url, private_token=private_token) as citizen:
            for turn, expected in enumerate(dialogue.turns):
                yield _run_turn(citizen, database_url, dialogue.id, turn, expected)


def _run_turn(citizen: Citizen, database_url: str, dialogue: str, turn: int, expected: ExpectedTurn) -> Outcome:
    try:
        reply = citizen.ask(expected.text)
    except HotlineError as error:
        return Outcome(dialogue, turn, expected, "none", [], [], 0.0, 0.0, error.code)
    seen = details_of(database_url, [reply.message_id])[reply.message_id]
    return Outcome(
        dialogue,
        turn,
        expected,
        behaviour=seen.get("behaviour", "none"),
        codes=seen.get("procedure_codes", []),
        aspects=seen.get("aspects", []),
        confidence=float(seen.get("confidence", 0.0)),
        milliseconds=reply.milliseconds,
    )


def failure_line(outcome: Outcome) -> str:
    found: dict[str, Any] = {"behaviour": outcome.behaviour, "codes": outcome.codes[:4], "aspects": outcome.aspects}
    return f"{outcome.dialogue}#{outcome.turn} {outcome.expected.text!r} → {json.dumps(found, ensure_ascii=False)}"
