from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from channels.phone.sip.resending import Resending


@dataclass
class Timers:
    """Time that passes when a test says so."""

    pauses: list[float] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def later(self, seconds, run):
        self.pauses.append(seconds)
        self.waiting = [run]
        return self

    def cancel(self) -> None:
        self.waiting = []

    def run_out(self) -> None:
        while self.waiting:
            self.waiting.pop()()


def test_it_is_sent_ever_more_slowly_and_given_up_after_32_seconds():
    timers, events = Timers(), []
    Resending(lambda: events.append("sent"), lambda: events.append("given up"), later=timers.later)
    timers.run_out()
    assert timers.pauses == [0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 0.5]
    assert events == ["sent"] * 10 + ["given up"]


def test_once_stopped_nothing_more_is_sent():
    timers, events = Timers(), []
    resending = Resending(lambda: events.append("sent"), lambda: events.append("given up"), later=timers.later)
    resending.stop()
    resending.stop()
    timers.run_out()
    assert events == []
