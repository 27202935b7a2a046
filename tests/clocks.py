"""Clocks that go as a test says, in place of core.clock.utc_now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.clock import utc_now


@dataclass
class SetClock:
    """Stands still until it is put forward."""

    now: datetime = field(default_factory=utc_now)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class RunningClock:
    """The time it is, or as much later as a test says."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def go_on(self, **by: float) -> None:
        self.ahead += timedelta(**by)
