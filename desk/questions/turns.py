"""One turn of a conversation as the collecting reads it, and which question an event is about."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.questions.reasons import Reason

# Sentences of data/responses/ for what was not understood.
MISSES = ("utter_not_understood", "utter_not_understood_again")
# Why a person took over, as far as the bot could have known better; values of conversations.ports.HandoverReason.
_ITS_OWN, _OF_WHAT_CAME_BEFORE = "not_understood", frozenset({"asked", "unsure"})
HANDOVERS = (_ITS_OWN, *sorted(_OF_WHAT_CAME_BEFORE))
_ANSWERED = frozenset({"answer", "refer", "refuse"})
_CLARIFIED = "clarify"
# What is said after a question back is the end of it, and no question of its own.
_CHOOSES = frozenset({"choose_option", "take_yes_or_no"})
# Half a sentence that means something only with the one before it.
_CARRIES_ON = frozenset({"carry_on", "ask_of_procedure_at_hand", "continue_answer"})


@dataclass(frozen=True)
class Turn:
    """A citizen's message with the reply to it; `details` of the reply."""

    message_id: uuid.UUID
    text: str
    at: datetime
    reply_id: uuid.UUID
    details: dict[str, Any]

    @property
    def behaviour(self) -> str:
        return str(self.details.get("behaviour") or "")

    @property
    def step(self) -> str:
        return str(self.details.get("step") or "")

    @property
    def confidence(self) -> float | None:
        value = self.details.get("confidence")
        return float(value) if isinstance(value, int | float) else None

    @property
    def is_miss(self) -> bool:
        return self.step in MISSES


def failures(turns: Sequence[Turn], low_confidence: float) -> list[tuple[Turn, Reason]]:
    """What the last of these turns says about the bot: the turn whose question it is, and why."""
    last = turns[-1]
    found: list[tuple[Turn, Reason]] = []
    handover = last.details.get("handover")
    if last.is_miss or handover == _ITS_OWN:
        found.append((last, Reason.NOT_UNDERSTOOD))
    if handover == _ITS_OWN:
        found.append((last, Reason.HANDED_OVER))
    if handover in _OF_WHAT_CAME_BEFORE and (asked := _last_question(turns[:-1])) is not None:
        found.append((asked, Reason.HANDED_OVER))
    if last.behaviour == _CLARIFIED and len(turns) > 1 and turns[-2].behaviour == _CLARIFIED:
        found.append((question_of(turns), Reason.ASKED_BACK))
    if _is_unsure(last, low_confidence):
        found.append((last, Reason.LOW_CONFIDENCE))
    return found


def question_of(turns: Sequence[Turn]) -> Turn:
    """The turn that asked what the last one answers: after questions back, the one before them."""
    at = len(turns) - 1
    while at > 0 and (turns[at - 1].behaviour == _CLARIFIED and (turns[at].behaviour == _CLARIFIED or turns[at].step in _CHOOSES)):
        at -= 1
    return turns[at]


def _is_unsure(turn: Turn, low_confidence: float) -> bool:
    is_own = turn.step and not turn.step.startswith("utter_") and turn.step not in _CHOOSES | _CARRIES_ON
    return bool(is_own) and turn.behaviour in _ANSWERED and turn.confidence is not None and turn.confidence < low_confidence


def _last_question(turns: Sequence[Turn]) -> Turn | None:
    """What was asked before the citizen wanted a person; small talk and reports are no such questions."""
    for end in range(len(turns), 0, -1):
        turn = turns[end - 1]
        if turn.behaviour in _ANSWERED | {_CLARIFIED} and (turn.is_miss or not turn.step.startswith("utter_")):
            return question_of(turns[:end])
    return None
