"""A telephone line on this machine, with takers that do as a test says; only the speech is not real."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from channels.phone.admission import Admission, Limits
from channels.phone.legs.leg import Leg
from channels.phone.legs.metronome import Metronome
from channels.phone.ports import CallTaker, Incoming, Key, MediaLeg, SpeechFailure
from channels.phone.reception import Reception
from channels.phone.rtp.port_range import PortRange
from channels.phone.sip.asking import Account
from channels.phone.sip.endpoint import SipEndpoint
from channels.phone.sound import FRAME_BYTES
from channels.phone.trunks import Trunks
from conversations.calls.models import Ending

LOCALHOST = "127.0.0.1"
RTP_PORTS = "42000-42399"


def loud(frames: int = 1, level: int = 0x20) -> bytes:
    """Nothing that could be taken for silence."""
    return bytes([0, level]) * (FRAME_BYTES // 2) * frames


@dataclass
class Sayings:
    """Every sentence is a different loudness."""

    said: list[str] = field(default_factory=list)
    gone: bool = False

    async def sound(self, key: str) -> bytes:
        if self.gone:
            raise SpeechFailure
        self.said.append(key)
        return loud(5)


@dataclass
class Taken:
    """A call as its taker sees it."""

    leg: MediaLeg
    incoming: Incoming
    heard: list[bytes | Key] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def keys(self) -> str:
        return "".join(item.digit for item in self.heard if isinstance(item, Key))

    @property
    def loud_frames(self) -> int:
        return sum(isinstance(item, bytes) and any(item) for item in self.heard)

    async def listen(self) -> None:
        async for item in self.leg.heard():
            self.heard.append(item)
            self.came.set()
        self.over.set()

    async def until_heard(self, frames: int = 0, keys: str = "") -> None:
        async with asyncio.timeout(10):
            while self.loud_frames < frames or not self.keys.startswith(keys):
                self.came.clear()
                await self.came.wait()

    async def until_over(self) -> Ending | None:
        async with asyncio.timeout(10):
            await self.over.wait()
        return self.leg.ending


class Listener:
    """A taker that listens until the leg ends, and shows what it has."""

    def __init__(self) -> None:
        self.calls: list[Taken] = []
        self._came = asyncio.Event()

    async def take(self, leg: MediaLeg, incoming: Incoming) -> None:
        taken = Taken(leg, incoming)
        self.calls.append(taken)
        self._came.set()
        await taken.listen()

    async def call(self, number: int = 0) -> Taken:
        async with asyncio.timeout(10):
            while len(self.calls) <= number:
                self._came.clear()
                await self._came.wait()
        return self.calls[number]


class Echo:
    """A taker that gives back what it hears."""

    async def take(self, leg: MediaLeg, incoming: Incoming) -> None:
        async for item in leg.heard():
            if isinstance(item, bytes):
                leg.play(item)


@dataclass
class Line:
    """All that a process has."""

    reception: Reception
    endpoint: SipEndpoint
    metronome: Metronome
    sayings: Sayings
    admission: Admission
    taker: CallTaker

    @property
    def address(self) -> tuple[str, int]:
        return LOCALHOST, self.endpoint.port


@asynccontextmanager
async def line(
    taker: CallTaker,
    *,
    at_once: int = 20,
    per_number: int = 100,
    call_seconds: float = 60.0,
    trunks: str = LOCALHOST,
    rtp_ports: str = RTP_PORTS,
    account: Account | None = None,
) -> AsyncIterator[Line]:
    sayings, metronome = Sayings(), Metronome()
    admission = Admission(Limits(at_once, per_number))
    reception = Reception(admission, taker, sayings, call_seconds=call_seconds)
    endpoint = SipEndpoint(Trunks(trunks), "", account)
    endpoint.take_calls(reception, PortRange(LOCALHOST, rtp_ports), metronome)
    await endpoint.open(LOCALHOST, 0)
    try:
        yield Line(reception, endpoint, metronome, sayings, admission, taker)
    finally:
        await reception.close()
        await endpoint.close()


class NoWire:
    """A far end that keeps what it is given."""

    def __init__(self, *, takes_transfers: bool = False) -> None:
        self.sent: list[bytes | None] = []
        self.closed: list[Ending] = []
        self.takes_transfers = takes_transfers

    def send(self, frame: bytes | None) -> None:
        self.sent.append(frame)

    async def transfer(self, target: str) -> bool:
        return self.takes_transfers

    async def close(self, ending: Ending) -> None:
        self.closed.append(ending)


class HandMetronome(Metronome):
    """Beats when a test says so."""

    def start(self, who: object, beat) -> None:
        self._listeners[who] = beat

    def beat(self, times: int = 1) -> None:
        for _ in range(times):
            for each in list(self._listeners.values()):
                each()

    @property
    def listeners(self) -> int:
        return len(self._listeners)


def hand_leg(wire: NoWire | None = None) -> tuple[Leg, NoWire, HandMetronome]:
    wire, metronome = wire or NoWire(), HandMetronome()
    return Leg(wire, metronome), wire, metronome
