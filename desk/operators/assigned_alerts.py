"""Whoever is given a ticket hears of it."""

from __future__ import annotations

import uuid

from core.words import Words
from desk.operators.alerts import Alert, AlertKind
from desk.tickets.masking import citizens_words
from tickets.models import Ticket
from tickets.tracking_codes import shown

_TOLD_CHARACTERS = 120


def assigned_alert(ticket: Ticket, by: str, to: uuid.UUID, words: Words) -> Alert:
    subject = citizens_words(ticket.subject)[:_TOLD_CHARACTERS]
    said = words.say(AlertKind.ASSIGNED, by=by, code=shown(ticket.tracking_code), subject=subject)
    return Alert(kind=AlertKind.ASSIGNED, text=said, ticket_id=ticket.id, to=[to])
