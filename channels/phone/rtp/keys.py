"""Keys sent as telephone events (RFC 4733): many packets tell of one press, and share its timestamp."""

from __future__ import annotations

from collections import deque

from channels.phone.rtp.packets import Packet

_DIGITS = "0123456789*#"
_PRESSES_KEPT = 8


class KeyPresses:
    """A key counts from its first packet: the one that tells of its end may be the one that is lost."""

    def __init__(self) -> None:
        self._presses: deque[int] = deque(maxlen=_PRESSES_KEPT)

    def pressed(self, packet: Packet) -> str | None:
        if len(packet.payload) < 4 or packet.timestamp in self._presses:
            return None
        self._presses.append(packet.timestamp)
        event = packet.payload[0]
        return _DIGITS[event] if event < len(_DIGITS) else None
