"""An operator's end of a call: their leg, which they may take off the call for a while."""

from __future__ import annotations

from collections.abc import AsyncIterator

from channels.phone.ports import Key, MediaLeg
from channels.phone.sound import FRAME_BYTES, FRAME_MS, SILENCE
from conversations.calls.models import Ending

# While on hold the caller hears the sentence again after so long, and knows that nobody has hung up.
_AGAIN_AFTER_FRAMES = 12_000 // FRAME_MS


class OperatorLine:
    """A MediaLeg. On hold the caller hears `waiting` in place of the operator, and the operator nothing."""

    def __init__(self, leg: MediaLeg, waiting: bytes) -> None:
        self._leg = leg
        whole = len(waiting) - len(waiting) % FRAME_BYTES
        self._waiting = [waiting[at : at + FRAME_BYTES] for at in range(0, whole, FRAME_BYTES)]
        self._held_frames: int | None = None

    @property
    def ending(self) -> Ending | None:
        return self._leg.ending

    @property
    def is_held(self) -> bool:
        return self._held_frames is not None

    def hold(self, *, on: bool) -> None:
        if on != self.is_held:
            self._held_frames = 0 if on else None
            self._leg.stop_playing()

    async def heard(self) -> AsyncIterator[bytes | Key]:
        async for item in self._leg.heard():
            if self._held_frames is None:
                yield item
            elif isinstance(item, bytes):
                yield self._next_waiting()

    def play(self, sound: bytes) -> None:
        if not self.is_held:
            self._leg.play(sound)

    def stop_playing(self) -> None:
        self._leg.stop_playing()

    async def played(self) -> None:
        await self._leg.played()

    async def transfer(self, target: str) -> bool:
        return await self._leg.transfer(target)

    async def hang_up(self) -> None:
        await self._leg.hang_up()

    def _next_waiting(self) -> bytes:
        at = (self._held_frames or 0) % (len(self._waiting) + _AGAIN_AFTER_FRAMES)
        self._held_frames = (self._held_frames or 0) + 1
        return self._waiting[at] if at < len(self._waiting) else SILENCE
