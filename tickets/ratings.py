"""What the citizen thought of it: one to five and a word, once, and for a day to be thought over."""

from __future__ import annotations

from core.errors import Conflict, InputError
from tickets.actors import CITIZEN
from tickets.ledger import Ledger
from tickets.models import EventKind, Ticket, TicketState
from tickets.rules import TicketRules
from tickets.texts import kept

_RATEABLE = frozenset({TicketState.RESOLVED, TicketState.CLOSED})
_COMMENT_CHARACTERS = 1000


async def rate(ledger: Ledger, rules: TicketRules, ticket: Ticket, rating: int, comment: str) -> None:
    """The same rating again changes nothing. Raises InputError, Conflict when it is too early or too late for it."""
    if rating not in range(1, 6):
        raise InputError("bad_rating", ledger.words.say("bad_rating"))
    text = kept(comment, ledger.words, limit=_COMMENT_CHARACTERS)
    if TicketState(ticket.state) not in _RATEABLE:
        raise Conflict("not_rateable", ledger.words.say("not_rateable"))
    if (ticket.rating, ticket.rating_comment) == (rating, text):
        return
    if not await may_rate(ledger, rules, ticket):
        raise Conflict("rated_before", ledger.words.say("rated_before"))
    details = {"rating": rating, "comment": text, "before": ticket.rating}
    ticket.rating, ticket.rating_comment = rating, text
    await ledger.record(ticket, EventKind.RATED, CITIZEN, details=details)


async def may_rate(ledger: Ledger, rules: TicketRules, ticket: Ticket) -> bool:
    """After reopening, the new solution is rated anew; the day counts from the first rating since."""
    if TicketState(ticket.state) not in _RATEABLE:
        return False
    events = await ledger.repository.list_events(ticket.id)
    reopened = max((event.number for event in events if event.to_state == TicketState.REOPENED), default=0)
    rated = [event.at for event in events if event.kind == EventKind.RATED and event.number > reopened]
    return not rated or ledger.now - min(rated) <= rules.rating_changes_within
