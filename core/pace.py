"""How often one address may do something in a minute; many people share one, so limits are wide."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from core.errors import TooManyMessages

_WINDOW_SECONDS = 60.0
_ADDRESSES_KEPT = 10_000


class Pace:
    def __init__(self, per_minute: int, code: str, message: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._code = code
        self._message = message
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, address: str) -> None:
        """Raises TooManyMessages; what is refused does not count."""
        now = self._clock()
        times = self._times.setdefault(address, deque())
        self._times.move_to_end(address)
        while times and now - times[0] > _WINDOW_SECONDS:
            times.popleft()
        if len(times) >= self._per_minute:
            raise TooManyMessages(self._code, self._message, int(_WINDOW_SECONDS))
        times.append(now)
        while len(self._times) > _ADDRESSES_KEPT:
            self._times.popitem(last=False)
