"""The fake's time, which can be put forward: what happened before has then happened so much longer ago."""

from __future__ import annotations

import time

HOUR = 3600.0
DAY = 24 * HOUR


class Clock:
    """Moments are seconds of the fake's own time. Outside they are told in real time: the program's clock goes on as ever."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds

    def shown(self, moment: float) -> int:
        """Milliseconds of real time; a message sent before three days were skipped is three days old."""
        return round((moment - self.ahead) * 1000)
