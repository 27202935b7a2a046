"""UDP loses messages: each is sent again, ever more slowly, until somebody answers (RFC 3261, section 17)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

T1 = 0.5
T2 = 4.0
GIVEN_UP_AFTER = 64 * T1

Later = Callable[[float, Callable[[], None]], asyncio.TimerHandle]


class Resending:
    """Begins T1 after the first sending, which is the caller's."""

    def __init__(self, send: Callable[[], None], given_up: Callable[[], None], *, later: Later | None = None) -> None:
        self._later = later or asyncio.get_running_loop().call_later
        self._send = send
        self._given_up = given_up
        self._pause = T1
        self._waited = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._schedule()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _schedule(self) -> None:
        self._timer = self._later(self._pause, self._again)

    def _again(self) -> None:
        self._waited += self._pause
        if self._waited >= GIVEN_UP_AFTER:
            self.stop()
            self._given_up()
            return
        self._send()
        self._pause = min(2 * self._pause, T2, GIVEN_UP_AFTER - self._waited)
        self._schedule()
