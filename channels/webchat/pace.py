"""How many conversations one address may open in a minute; many citizens share one, so the limit is wide."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from core.errors import TooManyMessages

_WINDOW_SECONDS = 60.0
_ADDRESSES_KEPT = 10_000


class Pace:
    def __init__(self, per_minute: int, message: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._message = message
        self._clock = clock
        self._opened: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, address: str) -> None:
        now = self._clock()
        times = self._opened.setdefault(address, deque())
        self._opened.move_to_end(address)
        while times and now - times[0] > _WINDOW_SECONDS:
            times.popleft()
        if len(times) >= self._per_minute:
            raise TooManyMessages("too_many_conversations", self._message, int(_WINDOW_SECONDS))
        times.append(now)
        while len(self._opened) > _ADDRESSES_KEPT:
            self._opened.popitem(last=False)
