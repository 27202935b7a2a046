"""The sound of one call over UDP: sent and taken with one address, and taken from nowhere else."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import Protocol, cast

from aiortp.codecs.base import Codec
from aiortp.codecs.g711 import PcmaCodec, PcmuCodec

from channels.phone.legs.metronome import MADE_UP_FOR
from channels.phone.rtp.keys import KeyPresses
from channels.phone.rtp.packets import Packet, read_packet, written
from channels.phone.rtp.reordering import Reordering
from channels.phone.sound import FRAME_SAMPLES, FRAME_SECONDS, SILENCE

Address = tuple[str, int]

PCMU, PCMA = 0, 8
CODECS: dict[int, Codec] = {PCMU: PcmuCodec(), PCMA: PcmaCodec()}
_SILENCE = {kind: codec.encode(SILENCE) for kind, codec in CODECS.items()}
# The other side may move to another port of an address that is believed, once it has sent nothing from the old one.
_MOVES_AFTER_SECONDS = 2.0
# The largest packet of sound anybody sends holds 200 ms; what is longer is no telephone.
_LONGEST_PAYLOAD = 1600


class Listening(Protocol):
    def sound_came(self, sound: bytes) -> None: ...

    def key_came(self, digit: str) -> None: ...


class RtpStream(asyncio.DatagramProtocol):
    """Silent until `speak_to` says with whom."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._transport: asyncio.DatagramTransport | None = None
        self._listener: Listening | None = None
        self._believed: frozenset[str] = frozenset()
        self._to: Address | None = None
        self._locked_at: float | None = None
        self._codec = PCMA
        self._key_type: int | None = None
        self._sends = False
        self._source = secrets.randbits(32)
        self._number = secrets.randbits(15)
        self._timestamp = secrets.randbits(31)
        self._due: float | None = None
        self._order = Reordering()
        self._their_source: int | None = None
        self._presses = KeyPresses()
        self._lost = asyncio.Event()

    def listen(self, listener: Listening) -> None:
        self._listener = listener

    def speak_to(self, to: Address | None, believed: frozenset[str], *, codec: int, key_type: int | None, sends: bool) -> None:
        """`believed`: the hosts from which sound may come. Again after every change of the session."""
        if to != self._to or believed != self._believed:
            self._to, self._believed, self._locked_at = to, believed, None
        self._codec, self._key_type, self._sends = codec, key_type, sends

    def send(self, frame: bytes | None) -> None:
        """One frame's time goes by, whether it is heard or not; more of it where the machine stood still for long.

        The other side then knows of a gap, and does not take all that follows for late (RFC 3550, 5.1: a timestamp is of the sound).
        """
        self._timestamp = (self._timestamp + (1 + self._left_out()) * FRAME_SAMPLES) & 0xFFFFFFFF
        if self._to is None or self._transport is None or not self._sends:
            return
        payload = _SILENCE[self._codec] if frame is None else CODECS[self._codec].encode(frame)
        self._number = (self._number + 1) & 0xFFFF
        self._transport.sendto(written(Packet(self._codec, self._number, self._timestamp, self._source, payload)), self._to)

    def _left_out(self) -> int:
        """Beats that the metronome has not made up for, since the last frame."""
        now = self._clock()
        due = now if self._due is None else self._due + FRAME_SECONDS
        left_out = max(0, int((now - due) / FRAME_SECONDS) - MADE_UP_FOR)
        self._due = due + left_out * FRAME_SECONDS
        return left_out

    async def close(self) -> None:
        """The port is free when this returns."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None
            await self._lost.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost.set()

    def datagram_received(self, data: bytes, sender: Address) -> None:
        packet = read_packet(data)
        if packet is None or self._listener is None or len(packet.payload) > _LONGEST_PAYLOAD or not self._is_believed(sender[:2]):
            return
        if packet.source != self._their_source:
            self._their_source, self._order = packet.source, Reordering()
        for each in self._order.add(packet):
            self._pass_on(each, self._listener)

    def error_received(self, exc: Exception) -> None:
        """The other side's port is closed: its silence is noticed anyway."""

    def _is_believed(self, sender: Address) -> bool:
        if sender[0] not in self._believed:
            return False
        now = self._clock()
        if sender != self._to and self._locked_at is not None and now - self._locked_at < _MOVES_AFTER_SECONDS:
            return False
        self._to, self._locked_at = sender, now
        return True

    def _pass_on(self, packet: Packet | None, listener: Listening) -> None:
        if packet is None:
            listener.sound_came(SILENCE)
        elif packet.payload_type in CODECS:
            listener.sound_came(CODECS[packet.payload_type].decode(packet.payload))
        elif packet.payload_type == self._key_type:
            digit = self._presses.pressed(packet)
            if digit is not None:
                listener.key_came(digit)
