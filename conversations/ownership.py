"""Who may write to the citizen, and the one way in which that changes: `change_owner`, in the transaction that needs it.

Rules R1, R2 and R4 of the desk: one owner at a time, known in the transaction that sends; what was made before a change is dropped.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from conversations.models import Conversation, Owner, OwnershipChange
from conversations.repository import ConversationRepository
from core.errors import Conflict
from staff.notices import NoticeKind


class Move(StrEnum):
    HAND_OVER = "hand_over"
    CLAIM = "claim"
    RELEASE = "release"
    TRANSFER = "transfer"
    TAKE_OVER = "take_over"
    HAND_BACK = "hand_back"
    LOSE = "lose"
    FORGET = "forget"


class Mover(StrEnum):
    """Who may make a move: the program (for the bot, the citizen or a lost operator), any operator, or the present owner.

    Where the owner may, whoever is allowed to dispose of others' conversations may too.
    """

    PROGRAM = "program"
    OPERATOR = "operator"
    OWNER = "owner"


@dataclass(frozen=True)
class Rule:
    sources: frozenset[Owner]
    targets: frozenset[Owner]
    movers: frozenset[Mover]


_WITH_PEOPLE = frozenset({Owner.QUEUE, Owner.OPERATOR})
_ANYWHERE = frozenset(Owner)


def _rule(sources: frozenset[Owner], targets: set[Owner], *movers: Mover) -> Rule:
    return Rule(sources, frozenset(targets), frozenset(movers))


RULES: Mapping[Move, Rule] = {
    Move.HAND_OVER: _rule(frozenset({Owner.BOT}), {Owner.QUEUE}, Mover.PROGRAM),
    Move.CLAIM: _rule(frozenset({Owner.QUEUE}), {Owner.OPERATOR}, Mover.OPERATOR),
    Move.RELEASE: _rule(frozenset({Owner.OPERATOR}), {Owner.QUEUE}, Mover.OWNER),
    Move.TRANSFER: _rule(_WITH_PEOPLE, {Owner.OPERATOR, Owner.QUEUE}, Mover.OWNER),
    Move.TAKE_OVER: _rule(_ANYWHERE, {Owner.OPERATOR}, Mover.OPERATOR),
    Move.HAND_BACK: _rule(_WITH_PEOPLE, {Owner.BOT}, Mover.OWNER, Mover.PROGRAM),
    Move.LOSE: _rule(frozenset({Owner.OPERATOR}), {Owner.QUEUE}, Mover.PROGRAM),
    # The citizen's data were deleted: whoever had the conversation has nothing left, and what is still being answered is dropped.
    Move.FORGET: _rule(_ANYWHERE, {Owner.BOT}, Mover.PROGRAM),
}


@dataclass(frozen=True)
class By:
    """Who moves: a member of staff, or the program itself without one."""

    staff_id: uuid.UUID | None = None
    may_dispose_of_others: bool = False


PROGRAM = By()


@dataclass(frozen=True)
class Change:
    """`to_id` names the operator of a transfer; `group` the team whose queue it goes to."""

    move: Move
    by: By
    to_id: uuid.UUID | None = None
    group: str = ""
    reason: str = ""
    # The citizen goes back by their own wish, and goes on with what they were at.
    keeps_context: bool = False


@dataclass(frozen=True)
class Ownership:
    owner: Owner
    owner_id: uuid.UUID | None = None


def decide(now: Ownership, change: Change) -> Ownership:
    """The ownership after a change. Raises Conflict when the table does not allow it from here, or not to this mover."""
    rule = RULES[change.move]
    is_aimless = change.move == Move.TRANSFER and change.to_id is None and not change.group
    if now.owner not in rule.sources or is_aimless or not _may_move(now, change, rule):
        raise _refusal(change)
    after = _after(now, change)
    if after.owner not in rule.targets or (after == now and after.owner == Owner.OPERATOR):
        raise _refusal(change)
    return after


async def change_owner(repository: ConversationRepository, conversation: Conversation, change: Change, now: datetime) -> OwnershipChange:
    """Change the owner of a locked conversation and write it down. Raises Conflict when that is not allowed (any more)."""
    before = Ownership(Owner(conversation.owner), conversation.owner_id)
    after = decide(before, change)
    conversation.owner, conversation.owner_id = after.owner, after.owner_id
    conversation.ownership_number += 1
    if after.owner == Owner.QUEUE:
        conversation.queue_group = change.group
        if before.owner != Owner.QUEUE:
            # Passed on to a team while it waits, it keeps its place.
            conversation.queued_at = now
            conversation.times_queued += 1
    elif after.owner == Owner.BOT:
        _begin_afresh(conversation, keeps_context=change.keeps_context)
    if before.owner == Owner.BOT and after.owner != Owner.BOT:
        conversation.times_queued = int(after.owner == Owner.QUEUE)
        conversation.waiting_since = now
    written = OwnershipChange(
        conversation_id=conversation.id,
        number=conversation.ownership_number,
        after_seq=conversation.next_seq - 1,
        at=now,
        move=change.move,
        from_owner=before.owner,
        from_id=before.owner_id,
        to_owner=after.owner,
        to_id=after.owner_id,
        by_id=change.by.staff_id,
        reason=change.reason,
    )
    await repository.add_ownership_change(written)
    await _tell_operators(repository, conversation.id, before, change)
    await repository.announce(conversation.id)
    return written


async def _tell_operators(repository: ConversationRepository, conversation_id: uuid.UUID, before: Ownership, change: Change) -> None:
    """Whoever is given a conversation, and whoever loses one to a colleague, is told by name who did it."""
    concerned = {Move.TRANSFER: (NoticeKind.TRANSFERRED, change.to_id), Move.TAKE_OVER: (NoticeKind.TAKEN_OVER, before.owner_id)}
    kind, to = concerned.get(change.move, (None, None))
    if kind is not None and to is not None and to != change.by.staff_id:
        await repository.tell_operator(to, kind, conversation_id, change.by.staff_id)


def _may_move(now: Ownership, change: Change, rule: Rule) -> bool:
    staff_id = change.by.staff_id
    if staff_id is None:
        return Mover.PROGRAM in rule.movers
    if Mover.OPERATOR in rule.movers:
        return True
    return Mover.OWNER in rule.movers and (now.owner_id == staff_id or change.by.may_dispose_of_others)


def _after(now: Ownership, change: Change) -> Ownership:
    match change.move:
        case Move.CLAIM | Move.TAKE_OVER:
            return Ownership(Owner.OPERATOR, change.by.staff_id)
        case Move.TRANSFER if change.to_id is not None:
            return Ownership(Owner.OPERATOR, change.to_id)
        case Move.HAND_BACK | Move.FORGET:
            return Ownership(Owner.BOT)
        case _:
            return Ownership(Owner.QUEUE)


def _begin_afresh(conversation: Conversation, *, keeps_context: bool) -> None:
    """The bot takes up the next question as a new one: what was said while it was silent is not its context (rule R7)."""
    conversation.queued_at = None
    conversation.queue_group = ""
    conversation.waiting_since = None
    if not keeps_context:
        conversation.dialogue_context = {}
    conversation.session_number += 1
    conversation.session_turns = 0


def _refusal(change: Change) -> Conflict:
    return Conflict("ownership_changed", f"{change.move} is not possible now")
