"""What the citizen sees of a ticket with its code: where it stands and what was answered, and nothing of what stays inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tickets import tracking_codes
from tickets.labels import kind_label, public_state
from tickets.models import ActorKind, Ticket, TicketEvent, TicketState
from tickets.promises import promised_at
from tickets.rules import TicketRules
from tickets.states import FINAL, allowed_moves, is_too_late


@dataclass(frozen=True)
class PublicReply:
    at: datetime
    text: str


@dataclass(frozen=True)
class PublicTicket:
    """`tracking_code` with its hyphens; `state_words` and `kind_words` are plain Vietnamese."""

    tracking_code: str
    state: str
    state_words: str
    kind: str
    kind_words: str
    created_at: datetime
    due_at: datetime
    replies: Sequence[PublicReply]
    # Staff asked for something, and until it comes the clock stands still.
    is_awaited: bool
    may_add: bool
    may_reopen: bool
    may_rate: bool
    rating: int | None

    @property
    def is_settled(self) -> bool:
        """Nothing is promised any more."""
        return self.state in FINAL


def public_ticket(ticket: Ticket, events: Sequence[TicketEvent], *, may_rate: bool, rules: TicketRules, now: datetime) -> PublicTicket:
    return PublicTicket(
        tracking_code=tracking_codes.shown(ticket.tracking_code),
        state=ticket.state,
        state_words=public_state(ticket.state),
        kind=ticket.kind,
        kind_words=kind_label(ticket.kind),
        created_at=ticket.created_at,
        due_at=promised_at(ticket.due_at),
        replies=[PublicReply(event.at, event.public_text) for event in events if event.public_text],
        is_awaited=ticket.state == TicketState.AWAITING_CITIZEN,
        may_add=ticket.state not in FINAL,
        may_reopen=_may_reopen(ticket, rules, now),
        may_rate=may_rate,
        rating=ticket.rating,
    )


def _may_reopen(ticket: Ticket, rules: TicketRules, now: datetime) -> bool:
    to, citizen = TicketState.REOPENED, ActorKind.CITIZEN
    ended_at = ticket.closed_at or ticket.resolved_at
    return to in allowed_moves(TicketState(ticket.state), citizen) and not is_too_late(to, citizen, ended_at, now, rules.reopen_within)
