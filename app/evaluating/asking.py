"""Asks dialogues of the running system, each as a fresh conversation of one citizen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import httpx

from app.citizen import Reply, details_of
from core.errors import HotlineError
from knowledge_base.judging.dialogues import Dialogue, ExpectedTurn
from knowledge_base.judging.outcomes import NO_REPLY, Outcome


class Asks(Protocol):
    def ask(self, text: str) -> Reply:
        """Raises HotlineError or httpx.HTTPError when no reply comes."""
        ...


# Somebody the system has not heard of, over one channel.
NewCitizen = Callable[[], AbstractContextManager[Asks]]


def ask_all(dialogues: Sequence[Dialogue], new_citizen: NewCitizen, database_url: str) -> Iterator[Outcome]:
    for dialogue in dialogues:
        with new_citizen() as citizen:
            for turn, expected in enumerate(dialogue.turns):
                yield _ask(citizen, database_url, dialogue.id, turn, expected)


def _ask(citizen: Asks, database_url: str, dialogue: str, turn: int, expected: ExpectedTurn) -> Outcome:
    try:
        reply = citizen.ask(expected.text)
    except HotlineError as error:
        return Outcome(dialogue, turn, expected, NO_REPLY, [], [], 0.0, 0.0, error.code)
    except httpx.HTTPError as error:
        return Outcome(dialogue, turn, expected, NO_REPLY, [], [], 0.0, 0.0, type(error).__name__)
    seen = details_of(database_url, [reply.message_id])[reply.message_id]
    return Outcome(
        dialogue,
        turn,
        expected,
        behaviour=seen.get("behaviour", NO_REPLY),
        codes=seen.get("procedure_codes", []),
        aspects=seen.get("aspects", []),
        confidence=float(seen.get("confidence", 0.0)),
        milliseconds=reply.milliseconds,
        seen=seen,
    )
