"""Which tickets a list, a search or an export is about."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from tickets.views import Order, View, Viewer


@dataclass(frozen=True)
class TicketFilter:
    """Empty means all. `opened_from` is included, `opened_until` is not; `overdue_at` keeps those open and overdue at that moment.

    `view` and an `order` ask for the `viewer` too; without an order the view's own holds, without a viewer the newest come first.
    """

    ids: tuple[uuid.UUID, ...] | None = None
    state: str = ""
    kind: str = ""
    priority: str = ""
    unit_id: uuid.UUID | None = None
    assignee_id: uuid.UUID | None = None
    conversation_id: uuid.UUID | None = None
    sector: str = ""
    channel: str = ""
    overdue_at: datetime | None = None
    text: str = ""
    opened_from: datetime | None = None
    opened_until: datetime | None = None
    view: View = View.ALL
    viewer: Viewer | None = None
    order: Order | None = None
