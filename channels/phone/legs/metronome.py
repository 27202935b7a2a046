"""One beat of 20 ms for all calls. Each is due at its own time from the start, so that delays never add up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from channels.phone.sound import FRAME_SECONDS

Beat = Callable[[], None]

# After a pause of the whole machine so many beats are made up for; what is older would only come too late.
MADE_UP_FOR = 10


class Metronome:
    """Runs while somebody listens to it."""

    def __init__(self) -> None:
        self._listeners: dict[object, Beat] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    def start(self, who: object, beat: Beat) -> None:
        """`beat` must neither wait nor raise."""
        self._listeners[who] = beat
        if self._timer is None:
            self._due = asyncio.get_running_loop().time()
            self._schedule()

    def stop(self, who: object) -> None:
        self._listeners.pop(who, None)
        if not self._listeners and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _schedule(self) -> None:
        self._due += FRAME_SECONDS
        self._timer = asyncio.get_running_loop().call_at(self._due, self._run)

    def _run(self) -> None:
        late = int((asyncio.get_running_loop().time() - self._due) / FRAME_SECONDS)
        if late > MADE_UP_FOR:
            self._due += (late - MADE_UP_FOR) * FRAME_SECONDS
        self._schedule()
        for beat in list(self._listeners.values()):
            beat()
