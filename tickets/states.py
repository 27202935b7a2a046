"""The one table of what a ticket may become, and who may move it there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from tickets.models import ActorKind, TicketState

_S = TicketState

MOVES: Mapping[TicketState, frozenset[TicketState]] = {
    _S.RECEIVED: frozenset({_S.TRIAGE, _S.ASSIGNED, _S.IN_PROGRESS, _S.REJECTED}),
    _S.TRIAGE: frozenset({_S.ASSIGNED, _S.IN_PROGRESS, _S.REJECTED}),
    _S.ASSIGNED: frozenset({_S.IN_PROGRESS, _S.TRIAGE, _S.REJECTED}),
    _S.IN_PROGRESS: frozenset({_S.AWAITING_CITIZEN, _S.RESOLVED, _S.ASSIGNED, _S.REJECTED}),
    _S.AWAITING_CITIZEN: frozenset({_S.IN_PROGRESS, _S.RESOLVED}),
    _S.RESOLVED: frozenset({_S.CLOSED, _S.REOPENED}),
    _S.CLOSED: frozenset({_S.REOPENED}),
    # A rejection made by mistake can be mended, and nothing that was said is lost: the ticket keeps its code and its events.
    _S.REJECTED: frozenset({_S.REOPENED}),
    _S.REOPENED: frozenset({_S.TRIAGE, _S.ASSIGNED, _S.IN_PROGRESS, _S.RESOLVED, _S.REJECTED}),
}

# Nothing is left to do; only reopening leads out again.
FINAL = frozenset({_S.RESOLVED, _S.CLOSED, _S.REJECTED})
NEED_A_REASON = frozenset({_S.REJECTED, _S.REOPENED})

# What citizens and the program may do; staff may make every move of the table. A citizen's answer sets a waiting ticket going again.
# Rejected tickets (abuse, what is no business of the hotline) are reopened by staff alone, or they would come back for ever.
_CITIZENS = frozenset({(_S.RESOLVED, _S.REOPENED), (_S.CLOSED, _S.REOPENED), (_S.AWAITING_CITIZEN, _S.IN_PROGRESS)})
# The program rejects what it may no longer know anything about: the citizen had their data deleted.
_PROGRAM = frozenset({(_S.RESOLVED, _S.CLOSED), (_S.AWAITING_CITIZEN, _S.IN_PROGRESS)}) | {
    (start, _S.REJECTED) for start, to in MOVES.items() if _S.REJECTED in to
}


class Refusal(StrEnum):
    """Why a move is not made; words.yml says it to people."""

    NOT_IN_TABLE = "not_in_table"
    NOT_THEIRS = "not_theirs"
    REASON_NEEDED = "reason_needed"
    TOO_LATE = "too_late"


def refusal(start: TicketState, to: TicketState, actor: ActorKind, reason: str) -> Refusal | None:
    """None when the move may be made; whether a citizen comes too late is `is_too_late`'s to say."""
    if to not in MOVES[start]:
        return Refusal.NOT_IN_TABLE
    if not _may(actor, start, to):
        return Refusal.NOT_THEIRS
    if to in NEED_A_REASON and not reason.strip():
        return Refusal.REASON_NEEDED
    return None


def is_too_late(to: TicketState, actor: ActorKind, ended_at: datetime | None, now: datetime, window: timedelta) -> bool:
    """A citizen reopens within `window` of the end; staff, who answer for what they do, at any time."""
    return to is _S.REOPENED and actor is ActorKind.CITIZEN and (ended_at is None or now - ended_at > window)


def allowed_moves(start: TicketState, actor: ActorKind) -> tuple[TicketState, ...]:
    """In the order of the life of a ticket."""
    return tuple(to for to in TicketState if to in MOVES[start] and _may(actor, start, to))


def _may(actor: ActorKind, start: TicketState, to: TicketState) -> bool:
    match actor:
        case ActorKind.STAFF:
            return True
        case ActorKind.CITIZEN:
            return (start, to) in _CITIZENS
        case ActorKind.SYSTEM:
            return (start, to) in _PROGRAM
