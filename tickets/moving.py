"""Changing a locked ticket: its state, who works on it, what is known about it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from core.errors import Conflict, HotlineError, InputError, NotAllowed
from tickets.actors import SYSTEM, Actor
from tickets.editable_fields import PRIVATE
from tickets.labels import state_label
from tickets.ledger import Ledger
from tickets.models import ActorKind, EventKind, Ticket, TicketKind, TicketState
from tickets.states import FINAL, Refusal, is_too_late, refusal
from tickets.texts import kept
from tickets.time_allowed import TimeAllowed

# Somebody else was quicker, or the page is old; the asker may not; something is missing.
_ERRORS: Mapping[Refusal, type[HotlineError]] = {
    Refusal.NOT_IN_TABLE: Conflict,
    Refusal.NOT_THEIRS: NotAllowed,
    Refusal.REASON_NEEDED: InputError,
    Refusal.TOO_LATE: Conflict,
}
# What is promised for later than that is no promise, and working days are counted one by one.
_FARTHEST_DUE = timedelta(days=366)
# A new person or unit has to look at these anew; what is being worked on or waited for goes on in other hands.
_ASSIGNED_ANEW = frozenset({TicketState.RECEIVED, TicketState.TRIAGE, TicketState.REOPENED})


async def move(
    ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket, to: TicketState, actor: Actor, *, reason: str = "", public_reply: str = ""
) -> None:
    """Raises Conflict for what the table or the time does not allow, NotAllowed, InputError for a missing reason."""
    reason, reply = kept(reason, ledger.words), kept(public_reply, ledger.words)
    start = TicketState(ticket.state)
    why_not = refusal(start, to, actor.kind, reason)
    ended_at = ticket.closed_at or ticket.resolved_at
    if why_not is None and is_too_late(to, actor.kind, ended_at, ledger.now, time_allowed.rules.reopen_within):
        why_not = Refusal.TOO_LATE
    if why_not is not None:
        days = time_allowed.rules.reopen_within.days
        raise _ERRORS[why_not](why_not, ledger.words.say(why_not, state=state_label(start), to=state_label(to), days=days))
    _enter(ticket, start, to, ledger.now, time_allowed)
    if reply:
        mark_response(ticket, actor, ledger.now)
    await ledger.record(ticket, EventKind.MOVED, actor, came_from=start, reason=reason, public_text=reply)


async def assign(ledger: Ledger, ticket: Ticket, actor: Actor, *, unit_id: uuid.UUID | None, assignee_id: uuid.UUID | None) -> None:
    """None leaves the unit or the person as it is. Raises InputError for whom it cannot be given to, Conflict when it has ended."""
    start = TicketState(ticket.state)
    if start in FINAL:
        raise has_ended(ledger, ticket)
    await _check_receivers(ledger, unit_id, assignee_id)
    changes = _differences(ticket, {"unit_id": unit_id, "assignee_id": assignee_id}, skip_none=True)
    goes_elsewhere = start is TicketState.IN_PROGRESS and "unit_id" in changes
    if not changes and start not in _ASSIGNED_ANEW:
        return
    _set(ticket, changes)
    if start in _ASSIGNED_ANEW or goes_elsewhere:
        ticket.state = TicketState.ASSIGNED
    await ledger.record(ticket, EventKind.ASSIGNED, actor, came_from=start, details=_details(changes))


async def release(ledger: Ledger, ticket: Ticket, actor: Actor, *, unit: bool, assignee: bool) -> None:
    """Takes the unit, the person or both off it again; the state stays. Raises Conflict when the ticket has ended."""
    if TicketState(ticket.state) in FINAL:
        raise has_ended(ledger, ticket)
    cleared = {"unit_id": unit, "assignee_id": assignee}
    changes = _differences(ticket, {name: None for name, is_cleared in cleared.items() if is_cleared})
    if changes:
        _set(ticket, changes)
        await ledger.record(ticket, EventKind.ASSIGNED, actor, details=_details(changes))


async def edit(ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket, actor: Actor, values: Mapping[str, Any], reason: str) -> None:
    """`values` by column, checked already. Nothing is recorded when nothing changes. Raises InputError, Conflict."""
    reason = kept(reason, ledger.words)
    changes = _differences(ticket, values)
    if not changes:
        return
    if "due_at" in changes:
        _move_due(ledger, time_allowed, ticket, values["due_at"], reason)
    _set(ticket, changes)
    if ticket.citizen_phone:
        ticket.asks_phone = False
    await ledger.record(ticket, EventKind.EDITED, actor, reason=reason, details=_details(changes))


async def promise_call(ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket, actor: Actor, phone: str) -> None:
    """It is answered by telephone from now on, within the time of a call. Raises Conflict when the ticket has ended."""
    if TicketState(ticket.state) in FINAL:
        raise has_ended(ledger, ticket)
    changes = _become_call(ledger, time_allowed, ticket)
    ticket.citizen_phone, ticket.asks_phone = phone, False
    await ledger.record(ticket, EventKind.PHONE_GIVEN, actor, details=_details(changes))


async def turn_into_call(ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket, reason: str) -> None:
    """`promise_call` without a number, by the program; nothing is recorded where it is one already."""
    changes = _become_call(ledger, time_allowed, ticket)
    if changes:
        await ledger.record(ticket, EventKind.EDITED, SYSTEM, reason=reason, details=_details(changes))


def mark_response(ticket: Ticket, actor: Actor, now: datetime) -> None:
    if actor.kind is ActorKind.STAFF and ticket.first_response_at is None:
        ticket.first_response_at = now


def has_ended(ledger: Ledger, ticket: Ticket) -> Conflict:
    return Conflict("has_ended", ledger.words.say("has_ended", state=state_label(ticket.state)))


def _become_call(ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket) -> dict[str, tuple[Any, Any]]:
    """A call has a time of its own; what was promised for sooner than that stays promised."""
    changes = _differences(ticket, {"kind": TicketKind.CALLBACK})
    due_at = time_allowed.due_at(TicketKind.CALLBACK, ticket.stopped_at or ledger.now)
    if changes and due_at < ticket.due_at:
        changes["due_at"] = (ticket.due_at, due_at)
        time_allowed.move_due(ticket, due_at, ledger.now)
    _set(ticket, changes)
    return changes


def _enter(ticket: Ticket, start: TicketState, to: TicketState, now: datetime, time_allowed: TimeAllowed) -> None:
    if start is TicketState.AWAITING_CITIZEN:
        time_allowed.go_on(ticket, now)
    ticket.state = to
    match to:
        case TicketState.AWAITING_CITIZEN:
            time_allowed.stand_still(ticket, now)
        case TicketState.RESOLVED:
            ticket.resolved_at = now
        case TicketState.CLOSED | TicketState.REJECTED:
            ticket.closed_at = now
        case TicketState.REOPENED:
            ticket.resolved_at = ticket.closed_at = None
            ticket.times_reopened += 1
            time_allowed.start_again(ticket, now)
        case _:
            pass


async def _check_receivers(ledger: Ledger, unit_id: uuid.UUID | None, assignee_id: uuid.UUID | None) -> None:
    if unit_id is None and assignee_id is None:
        raise InputError("nobody_given", ledger.words.say("nobody_given"))
    if unit_id is not None and not await ledger.repository.has_active_unit(unit_id):
        raise InputError("unknown_unit", ledger.words.say("unknown_unit"))
    if assignee_id is not None and not await ledger.repository.has_active_member(assignee_id):
        raise InputError("unknown_assignee", ledger.words.say("unknown_assignee"))


def _move_due(ledger: Ledger, time_allowed: TimeAllowed, ticket: Ticket, due_at: datetime, reason: str) -> None:
    """A promise to the citizen is changed: only while it runs, only to the future, only with a reason."""
    if TicketState(ticket.state) in FINAL:
        raise has_ended(ledger, ticket)
    if not reason:
        raise InputError("reason_needed", ledger.words.say("reason_needed"))
    if due_at <= ledger.now:
        raise InputError("due_in_past", ledger.words.say("due_in_past"))
    if due_at > ledger.now + _FARTHEST_DUE:
        raise InputError("due_too_far", ledger.words.say("due_too_far", days=_FARTHEST_DUE.days))
    time_allowed.move_due(ticket, due_at, ledger.now)


def _differences(ticket: Ticket, values: Mapping[str, Any], *, skip_none: bool = False) -> dict[str, tuple[Any, Any]]:
    """Column → (old, new)."""
    given = {name: value for name, value in values.items() if not (skip_none and value is None)}
    return {name: (old, value) for name, value in given.items() if (old := getattr(ticket, name)) != value}


def _set(ticket: Ticket, changes: Mapping[str, tuple[Any, Any]]) -> None:
    for name, (_, new) in changes.items():
        setattr(ticket, name, new)


def _details(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: _private_change(*change) if name in PRIVATE else _change(*change) for name, change in changes.items()}


def _change(old: Any, new: Any) -> dict[str, Any]:
    return {"from": _plain(old), "to": _plain(new)}


def _private_change(old: str, new: str) -> dict[str, str]:
    return {"change": "given" if not old else "changed" if new else "removed"}


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value
