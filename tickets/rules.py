"""What a province decides for itself about tickets: how long they may take, and how long they can be opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from tickets.models import TicketKind


def _default_hours() -> Mapping[TicketKind, float]:
    return {TicketKind.ENQUIRY: 8.0, TicketKind.CALLBACK: 4.0, TicketKind.CITIZEN_REPORT: 40.0}


@dataclass(frozen=True)
class TicketRules:
    """`hours` are working hours; the rest is time as it passes."""

    hours: Mapping[TicketKind, float] = field(default_factory=_default_hours)
    close_after: timedelta = timedelta(days=7)
    reopen_within: timedelta = timedelta(days=7)
    # A citizen who pressed the wrong star, or was answered better the next morning.
    rating_changes_within: timedelta = timedelta(days=1)
