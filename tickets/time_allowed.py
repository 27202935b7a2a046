"""A ticket's clock: it runs in working hours, stands still while the citizen's answer is awaited, and begins anew on reopening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.working_days import WorkingCalendar
from tickets.models import Ticket, TicketKind, TicketState
from tickets.rules import TicketRules
from tickets.states import FINAL

THRESHOLDS = (50, 80, 100)


@dataclass(frozen=True)
class TimeAllowed:
    calendar: WorkingCalendar
    rules: TicketRules

    def due_at(self, kind: TicketKind, start: datetime) -> datetime:
        return self.calendar.add_hours(start, self.rules.hours[kind])

    def start_again(self, ticket: Ticket, now: datetime) -> None:
        kind = TicketKind(ticket.kind)
        ticket.due_at = self.due_at(kind, now)
        ticket.allowed_hours = self.rules.hours[kind]
        ticket.warned_percent = 0
        ticket.stopped_at = None

    def stand_still(self, ticket: Ticket, now: datetime) -> None:
        ticket.stopped_at = now

    def go_on(self, ticket: Ticket, now: datetime) -> None:
        """The working hours in which the clock stood still are added to the time that is left, or to the delay there was."""
        if ticket.stopped_at is not None:
            ticket.due_at = self.calendar.add_hours(ticket.due_at, self.calendar.hours_between(ticket.stopped_at, now))
            ticket.stopped_at = None

    def move_due(self, ticket: Ticket, due_at: datetime, now: datetime) -> None:
        """Another deadline; the time used until now stays used, and warnings given too early come again."""
        seen = self._seen_at(ticket, now)
        used = ticket.allowed_hours - self._left(ticket.due_at, seen)
        ticket.allowed_hours = max(used + self._left(due_at, seen), 0.0)
        ticket.due_at = due_at
        ticket.warned_percent = min(ticket.warned_percent, max((0, *self.passed(ticket, now))))

    def used_percent(self, ticket: Ticket, now: datetime) -> int:
        """0 at the start of the clock, 100 and more once the ticket is overdue; rounded down."""
        if ticket.allowed_hours <= 0:
            return 100
        left = self._left(ticket.due_at, self._seen_at(ticket, now))
        # A millionth of a percent is lost in sums of hours; 80 is said when 80 is meant.
        return max(0, int(100 * (1 - left / ticket.allowed_hours) + 1e-6))

    def is_overdue(self, ticket: Ticket, now: datetime) -> bool:
        """Whether it came, or comes now, to its end after its time."""
        return self._seen_at(ticket, now) > ticket.due_at

    def passed(self, ticket: Ticket, now: datetime) -> tuple[int, ...]:
        used = self.used_percent(ticket, now)
        return tuple(threshold for threshold in THRESHOLDS if threshold <= used)

    def _seen_at(self, ticket: Ticket, now: datetime) -> datetime:
        """The moment at which its clock shows what it shows now."""
        if TicketState(ticket.state) in FINAL:
            return ticket.resolved_at or ticket.closed_at or now
        return ticket.stopped_at or now

    def _left(self, due_at: datetime, seen: datetime) -> float:
        """Working hours; negative when overdue."""
        return self.calendar.hours_between(seen, due_at) - self.calendar.hours_between(due_at, seen)
