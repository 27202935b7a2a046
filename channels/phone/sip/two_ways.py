"""Keys that an exchange sends twice, within the sound and as a request of their own: one press is one key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import Enum, auto

# A request that was lost is sent again for about so long; by then whoever pressed the same key anew has seen that it did nothing.
_TOGETHER_SECONDS = 3.0


class Way(Enum):
    SOUND = auto()
    REQUEST = auto()


class TwoWays:
    """Of each key, what came one way and has no fellow from the other yet; whichever comes first counts."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._single: dict[tuple[Way, str], deque[float]] = {}

    def is_new(self, digit: str, way: Way) -> bool:
        now = self._clock()
        others = self._single.get((Way.REQUEST if way is Way.SOUND else Way.SOUND, digit), deque())
        while others and now - others[0] > _TOGETHER_SECONDS:
            others.popleft()
        if others:
            others.popleft()
            return False
        self._single.setdefault((way, digit), deque(maxlen=32)).append(now)
        return True
