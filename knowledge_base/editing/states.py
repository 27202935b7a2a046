"""The one table of what a draft may become, and what keeps it from becoming that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge_base.editing.models import DraftState
from staff.permissions import Permission

_S = DraftState

LIVE = frozenset({_S.WRITING, _S.IN_REVIEW, _S.SCHEDULED})


class Move(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    COMMENT = "comment"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    FORCE = "force"
    DISCARD = "discard"


@dataclass(frozen=True)
class Rule:
    """`becomes` None: it stays what it is. `publishes`: now, or later by being scheduled."""

    starts: frozenset[DraftState]
    any_of: frozenset[Permission]
    becomes: DraftState | None = None
    publishes: bool = False
    needs_text: bool = False


_WRITE = frozenset({Permission.EDIT_CONTENT})
_DECIDE = frozenset({Permission.APPROVE_CONTENT})

MOVES: Mapping[Move, Rule] = {
    # What is changed while it is looked at, or waits for its hour, was not approved as it is: back to writing.
    Move.SAVE: Rule(LIVE, _WRITE, _S.WRITING),
    Move.SUBMIT: Rule(frozenset({_S.WRITING}), _WRITE, _S.IN_REVIEW),
    Move.COMMENT: Rule(LIVE, _WRITE | _DECIDE, needs_text=True),
    Move.RETURN: Rule(frozenset({_S.IN_REVIEW, _S.SCHEDULED}), _DECIDE, _S.WRITING, needs_text=True),
    Move.APPROVE: Rule(frozenset({_S.IN_REVIEW}), _DECIDE, _S.PUBLISHED, publishes=True),
    Move.PUBLISH: Rule(frozenset({_S.WRITING, _S.IN_REVIEW}), _WRITE, _S.PUBLISHED, publishes=True),
    Move.FORCE: Rule(LIVE, frozenset({Permission.FORCE_CONTENT}), _S.PUBLISHED, publishes=True, needs_text=True),
    Move.DISCARD: Rule(LIVE, _WRITE, _S.DISCARDED),
}


class Refusal(StrEnum):
    """Why a move is not made; words.yml says it to people."""

    NOT_THEIRS = "not_theirs"
    WRONG_STATE = "wrong_state"
    OWN_CHANGE = "own_change"
    NEEDS_APPROVAL = "needs_approval"
    TEXT_NEEDED = "text_needed"
    REASON_NEEDED = "reason_needed"
    UNCHANGED = "unchanged"
    PROBLEMS = "problems"
    PUBLISHED_CHANGED = "published_changed"


@dataclass(frozen=True)
class Situation:
    """A draft as it stands for one member. `is_stale`: something else was published, or taken down, since it was begun."""

    state: DraftState
    permissions: frozenset[Permission]
    is_writer: bool
    needs_approval: bool
    has_problems: bool
    has_reason: bool
    is_unchanged: bool
    is_stale: bool


def refusal(move: Move, now: Situation, *, has_text: bool = True, is_confirmed: bool = True) -> Refusal | None:
    """None when the move may be made. What the program itself does asks `publication_refusal` alone."""
    rule = MOVES[move]
    if not now.permissions & rule.any_of:
        return Refusal.NOT_THEIRS
    if now.state not in rule.starts:
        return Refusal.WRONG_STATE
    if move is Move.APPROVE and now.is_writer:
        return Refusal.OWN_CHANGE
    if move is Move.PUBLISH and now.needs_approval:
        return Refusal.NEEDS_APPROVAL
    if rule.needs_text and not has_text:
        return Refusal.TEXT_NEEDED
    if rule.publishes or move is Move.SUBMIT:
        # Staleness is nothing to be settled before it is published.
        return publication_refusal(now, is_confirmed=is_confirmed or move is Move.SUBMIT)
    return None


def publication_refusal(now: Situation, *, is_confirmed: bool) -> Refusal | None:
    if now.has_problems:
        return Refusal.PROBLEMS
    if now.is_unchanged:
        return Refusal.UNCHANGED
    if not now.has_reason:
        return Refusal.REASON_NEEDED
    if now.is_stale and not is_confirmed:
        return Refusal.PUBLISHED_CHANGED
    return None


def becomes(move: Move, state: DraftState, *, later: bool) -> DraftState:
    """Force is for what cannot wait: it has no later."""
    rule = MOVES[move]
    if rule.publishes and later and move is not Move.FORCE:
        return _S.SCHEDULED
    return rule.becomes or state


def may(move: Move, now: Situation) -> bool:
    """Whether a page should offer it: what can still be put right on the way (a reason, a problem) is no hindrance."""
    found = refusal(move, now, has_text=True, is_confirmed=True)
    return found not in {Refusal.NOT_THEIRS, Refusal.WRONG_STATE, Refusal.OWN_CHANGE, Refusal.NEEDS_APPROVAL}
