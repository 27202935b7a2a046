"""Where a call stands, and the one table of what may follow; docs/adr/0030."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What the call waits for."""

    GREETING = "greeting"
    # For the caller to say what they want.
    LISTENING = "listening"
    # For the answer to what they said.
    THINKING = "thinking"
    # Until the answer is said.
    SPEAKING = "speaking"
    # For a yes or no to what was heard.
    CHECKING = "checking"
    # For the number under which the caller is called back.
    NUMBER = "number"
    # For an operator.
    QUEUED = "queued"
    # An operator has the conversation: what they write is spoken.
    WITH_OPERATOR = "with_operator"
    # An operator is on the line.
    JOINED = "joined"
    # Until the good-bye is said.
    LEAVING = "leaving"
    ENDED = "ended"


_S = State
_ENDS = frozenset({_S.LEAVING, _S.ENDED})
# An operator may take a conversation at any moment, whoever has it.
_PEOPLE = frozenset({_S.QUEUED, _S.WITH_OPERATOR, _S.JOINED})
_BOT = frozenset({_S.LISTENING, _S.THINKING, _S.SPEAKING, _S.CHECKING, _S.NUMBER})
_ANY = _BOT | _PEOPLE | _ENDS


@dataclass(frozen=True)
class Manner:
    """`hears`: what the caller says is listened to. `may_be_interrupted`: what is being said stops when they speak."""

    next: frozenset[State]
    hears: bool = True
    may_be_interrupted: bool = True


STATES: Mapping[State, Manner] = {
    _S.GREETING: Manner(_ANY),
    _S.LISTENING: Manner(_ANY),
    _S.THINKING: Manner(_ANY),
    _S.SPEAKING: Manner(_ANY),
    _S.CHECKING: Manner(_ANY),
    _S.NUMBER: Manner(_ANY),
    _S.QUEUED: Manner(_PEOPLE | _ENDS | {_S.LISTENING, _S.SPEAKING, _S.NUMBER}),
    _S.WITH_OPERATOR: Manner(_PEOPLE | _ENDS | {_S.LISTENING, _S.SPEAKING, _S.NUMBER}),
    _S.JOINED: Manner(_PEOPLE | _ENDS | {_S.LISTENING, _S.SPEAKING}, hears=False, may_be_interrupted=False),
    # Whoever still wants something while the good-bye is said stays.
    _S.LEAVING: Manner(_ANY),
    _S.ENDED: Manner(frozenset(), hears=False, may_be_interrupted=False),
}
WITH_PEOPLE = _PEOPLE
