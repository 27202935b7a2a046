"""Which calls are let in: so many at once, so many from one number in an hour; the rest are told so, as long as that costs little."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

_HOUR = 3600.0
_NUMBERS_KEPT = 10_000


class Verdict(Enum):
    TALK = auto()
    # Answered, told that all lines are busy, and hung up.
    TOLD_BUSY = auto()
    # Not answered at all.
    REFUSED = auto()


@dataclass(frozen=True)
class Limits:
    at_once: int
    per_number_hourly: int


class Admission:
    """Twice the limit is where even telling people costs too much."""

    def __init__(self, limits: Limits, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._talking = 0
        self._told_busy = 0
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()

    def ask(self, caller: str) -> Verdict:
        """Whoever is not refused must `leave` with the same verdict. A withheld number is nobody's."""
        verdict = max(self._by_lines(), self._by_number(caller), key=lambda each: each.value)
        if verdict is Verdict.TALK:
            self._talking += 1
        elif verdict is Verdict.TOLD_BUSY:
            self._told_busy += 1
        return verdict

    def leave(self, verdict: Verdict) -> None:
        if verdict is Verdict.TALK:
            self._talking -= 1
        elif verdict is Verdict.TOLD_BUSY:
            self._told_busy -= 1

    def _by_lines(self) -> Verdict:
        if self._talking + self._told_busy >= 2 * self._limits.at_once:
            return Verdict.REFUSED
        return Verdict.TALK if self._talking < self._limits.at_once else Verdict.TOLD_BUSY

    def _by_number(self, caller: str) -> Verdict:
        if not caller:
            return Verdict.TALK
        now, calls = self._clock(), self._calls.setdefault(caller, deque())
        self._calls.move_to_end(caller)
        while calls and now - calls[0] > _HOUR:
            calls.popleft()
        if len(self._calls) > _NUMBERS_KEPT:
            self._calls.popitem(last=False)
        if len(calls) >= 2 * self._limits.per_number_hourly:
            return Verdict.REFUSED
        calls.append(now)
        return Verdict.TALK if len(calls) <= self._limits.per_number_hourly else Verdict.TOLD_BUSY
