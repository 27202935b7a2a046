"""Sound and keys on their way from the person to whoever listens, with silence in place of what does not come."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from channels.phone.ports import Key
from channels.phone.sound import FRAME_BYTES, FRAME_SECONDS, SILENCE

# Frames come unevenly; only what is later than this is missing.
_LATE_FRAMES = 3
# How far a sender may run ahead of the clock before that is forgotten.
_AHEAD_FRAMES = 10
# What waits for a listener who is busy: half a minute of sound, and as many keys as anybody presses in it.
_MOST_FRAMES = 1500
_MOST_KEYS = 32


class ComingIn:
    """Sound is passed on as it comes, which is what hearing wants; the clock only fills the holes."""

    def __init__(self) -> None:
        self._waiting: deque[bytes | Key] = deque()
        self._keys = 0
        self._rest = b""
        # Beats so far minus frames so far.
        self._missing = 0
        self._quiet_beats = 0
        self._came = asyncio.Event()
        self._ended = False

    @property
    def quiet_seconds(self) -> float:
        """Since anything came from the other side at all."""
        return self._quiet_beats * FRAME_SECONDS

    def add_sound(self, sound: bytes) -> None:
        """Of any length."""
        self._quiet_beats = 0
        sound = self._rest + sound if self._rest else sound
        whole = len(sound) - len(sound) % FRAME_BYTES
        for start in range(0, whole, FRAME_BYTES):
            self._missing = max(self._missing - 1, -_AHEAD_FRAMES)
            self._put(sound[start : start + FRAME_BYTES])
        self._rest = sound[whole:]

    def add_key(self, key: Key) -> None:
        self._quiet_beats = 0
        if self._keys < _MOST_KEYS and not self._ended:
            self._keys += 1
            self._put(key)

    def sign_of_life(self) -> None:
        self._quiet_beats = 0

    def beat(self) -> None:
        """Every 20 ms."""
        self._quiet_beats += 1
        self._missing += 1
        if self._missing > _LATE_FRAMES:
            self._missing -= 1
            self._put(SILENCE)

    def end(self) -> None:
        self._ended = True
        self._came.set()

    async def heard(self) -> AsyncIterator[bytes | Key]:
        while True:
            while self._waiting:
                item = self._waiting.popleft()
                self._keys -= isinstance(item, Key)
                yield item
            if self._ended:
                return
            self._came.clear()
            await self._came.wait()

    def _put(self, item: bytes | Key) -> None:
        if self._ended:
            return
        if len(self._waiting) >= _MOST_FRAMES + _MOST_KEYS:
            self._drop_oldest_frame()
        self._waiting.append(item)
        self._came.set()

    def _drop_oldest_frame(self) -> None:
        for position, item in enumerate(self._waiting):
            if not isinstance(item, Key):
                del self._waiting[position]
                return
