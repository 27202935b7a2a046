"""A new ticket: its code, its deadline, its first event."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tickets import tracking_codes
from tickets.actors import SYSTEM, Actor
from tickets.ledger import Ledger
from tickets.models import EventKind, Priority, Ticket, TicketKind, TicketState
from tickets.phone_numbers import read_phone
from tickets.texts import cut, one_line
from tickets.time_allowed import TimeAllowed
from vntext import normalise

_SUBJECT_CHARACTERS = 200
# A word of desk.operators.closing.
_ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class NewTicket:
    """`summary`: question, procedure_code, procedure_name, answered, failed. `created_by` is the member of staff, None for the bot."""

    kind: TicketKind
    subject: str
    conversation_id: uuid.UUID | None = None
    handover_reason: str = ""
    summary: Mapping[str, Any] = field(default_factory=dict)
    sector: str = ""
    procedure_code: str = ""
    priority: Priority = Priority.NORMAL
    citizen_name: str = ""
    citizen_phone: str = ""
    citizen_address: str = ""
    asks_phone: bool = False
    # What the citizen was told already: there is nothing left to do, and the code leads to it.
    answered: str = ""
    created_by: uuid.UUID | None = None


async def open_ticket(ledger: Ledger, time_allowed: TimeAllowed, new: NewTicket) -> Ticket:
    """Raises InputError for a phone number that is none or a subject that says nothing."""
    kind = TicketKind(new.kind)
    values = {
        "kind": kind,
        "state": TicketState.RECEIVED,
        "priority": Priority(new.priority),
        "conversation_id": new.conversation_id,
        "handover_reason": new.handover_reason,
        "subject": cut(one_line(new.subject, ledger.words), _SUBJECT_CHARACTERS),
        "summary": dict(new.summary),
        "sector": cut(normalise(new.sector), _SUBJECT_CHARACTERS),
        "procedure_code": cut(normalise(new.procedure_code), _SUBJECT_CHARACTERS),
        "citizen_name": cut(normalise(new.citizen_name), _SUBJECT_CHARACTERS),
        "citizen_phone": read_phone(new.citizen_phone, ledger.words) if new.citizen_phone else "",
        "citizen_address": cut(normalise(new.citizen_address), _SUBJECT_CHARACTERS),
        "asks_phone": new.asks_phone,
        "due_at": time_allowed.due_at(kind, ledger.now),
        "allowed_hours": time_allowed.rules.hours[kind],
        "created_at": ledger.now,
    }
    if new.answered:
        values |= {"state": TicketState.RESOLVED, "resolved_at": ledger.now, "outcome": _ANSWERED}
    ticket = await _with_code(ledger, values)
    actor = Actor.staff(new.created_by) if new.created_by else SYSTEM
    await ledger.record(ticket, EventKind.OPENED, actor, reason=new.handover_reason, public_text=new.answered)
    return ticket


async def _with_code(ledger: Ledger, values: dict[str, Any]) -> Ticket:
    """Two codes alike are as good as impossible, and no reason to lose a citizen's ticket."""
    while True:
        ticket = await ledger.repository.add({**values, "id": uuid.uuid4(), "tracking_code": tracking_codes.new_code()})
        if ticket is not None:
            return ticket
