"""Sound on its way to the person: put in at any length, taken out a frame at a time."""

from __future__ import annotations

import asyncio

from channels.phone.sound import FRAME_BYTES


class GoingOut:
    def __init__(self) -> None:
        self._sound = bytearray()
        self._empty = asyncio.Event()
        self._empty.set()

    def add(self, sound: bytes) -> None:
        if sound:
            self._sound += sound
            self._empty.clear()

    def next_frame(self) -> bytes | None:
        """None when nothing is there. The end of a sound is filled up with silence; half a sample waits for its other half."""
        whole = min(len(self._sound), FRAME_BYTES) & ~1
        if not whole:
            self._empty.set()
            return None
        frame = bytes(self._sound[:whole])
        del self._sound[:whole]
        return frame if whole == FRAME_BYTES else frame + bytes(FRAME_BYTES - whole)

    def forget(self) -> None:
        self._sound.clear()
        self._empty.set()

    async def wait_until_empty(self) -> None:
        """Until the beat after the last frame, when that one has been heard."""
        await self._empty.wait()
