"""Asks dialogues of the running system, each as a fresh conversation of one citizen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx

from app.citizen import Citizen, details_of
from app.evaluating.dialogues import Dialogue, ExpectedTurn
from app.evaluating.outcomes import NO_REPLY, Outcome
from core.errors import HotlineError


@dataclass(frozen=True)
class System:
    """The running system as the evaluation reaches it; `private_token` lets it open conversations faster than people may."""

    web_url: str
    database_url: str
    private_token: str


def ask_all(dialogues: Sequence[Dialogue], system: System) -> Iterator[Outcome]:
    for dialogue in dialogues:
        with Citizen(system.web_url, private_token=system.private_token) as citizen:
            for turn, expected in enumerate(dialogue.turns):
                yield _ask(citizen, system.database_url, dialogue.id, turn, expected)


def _ask(citizen: Citizen, database_url: str, dialogue: str, turn: int, expected: ExpectedTurn) -> Outcome:
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
