"""Packets in the order in which they were sent, each once; a hole is waited for only briefly."""

from __future__ import annotations

from collections.abc import Iterator

from channels.phone.rtp.packets import Packet

_NUMBERS = 1 << 16
# So many later packets prove that one is lost: 60 ms.
_WAITED_FOR = 3
# A jump this far is another stream, or the same one begun anew.
_JUMP = 100


class Reordering:
    def __init__(self) -> None:
        self._next: int | None = None
        self._early: dict[int, Packet] = {}

    def add(self, packet: Packet) -> Iterator[Packet | None]:
        """What can be passed on now; None in the place of each packet that is lost."""
        if self._next is None:
            self._next = packet.number
        ahead = (packet.number - self._next) % _NUMBERS
        if ahead >= _NUMBERS - _JUMP:
            return
        if ahead >= _JUMP:
            self._early.clear()
            self._next = packet.number
        self._early[packet.number] = packet
        while self._early:
            found = self._early.pop(self._next, None)
            if found is None and len(self._early) < _WAITED_FOR:
                return
            self._next = (self._next + 1) % _NUMBERS
            yield found
