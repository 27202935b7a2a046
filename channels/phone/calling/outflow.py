"""What goes to the caller, and how much of it they have heard by now: one frame with each frame that comes from them."""

from __future__ import annotations

from channels.phone.ports import MediaLeg
from channels.phone.sound import FRAME_BYTES, SILENCE


class Outflow:
    def __init__(self, leg: MediaLeg) -> None:
        self._leg = leg
        self._waiting = bytearray()
        # Bytes since the call began: given to the leg, and heard.
        self.given = 0
        self.heard = 0

    def play(self, sound: bytes) -> None:
        if sound:
            self._waiting += sound
            self.given += len(sound)
            self._leg.play(sound)

    def stop(self) -> None:
        self._leg.stop_playing()
        self._waiting.clear()
        self.given = self.heard

    def tick(self) -> bytes:
        """The frame that sounds now; silence where nothing is left."""
        frame = bytes(self._waiting[:FRAME_BYTES])
        del self._waiting[:FRAME_BYTES]
        self.heard += len(frame)
        return frame + SILENCE[len(frame) :]

    @property
    def waiting_bytes(self) -> int:
        return len(self._waiting)
