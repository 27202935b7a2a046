"""A telephone that speaks SIP by hand: nothing of it is shared with what it tries."""

from __future__ import annotations

import asyncio
import re
import secrets
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

A_LAW_SILENCE = b"\xd5" * 160
# Any one loud value of A-law.
A_LAW_LOUD = b"\xaa" * 160
Address = tuple[str, int]


class _Inbox(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.queue: asyncio.Queue[tuple[bytes, Address]] = asyncio.Queue()

    def datagram_received(self, data: bytes, sender: Address) -> None:
        self.queue.put_nowait((data, sender))

    def error_received(self, exc: Exception) -> None:
        pass


@dataclass
class Message:
    first: str
    headers: list[tuple[str, str]]
    body: str

    def __getitem__(self, name: str) -> str:
        return next(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def status(self) -> int:
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self.first.split()[0]

    @property
    def port_of_sound(self) -> int:
        (port,) = re.findall(r"m=audio (\d+)", self.body)
        return int(port)


def read(data: bytes) -> Message:
    head, _, body = data.decode().partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Message(first, [(name, value) for name, _, value in pairs], body)


def sdp(
    port: int, *, formats: str = "8 0 101", host: str = "127.0.0.1", direction: str = "sendrecv", keys: int = 101, more: str = ""
) -> str:
    return (
        f"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP {formats}\r\n"
        f"a=rtpmap:{keys} telephone-event/8000\r\na={direction}\r\n{more}"
    )


@dataclass
class Telephone:
    there: Address
    signals: _Inbox
    sound: _Inbox
    sip_transport: asyncio.DatagramTransport
    rtp_transport: asyncio.DatagramTransport
    caller: str = "0912345678"
    call_id: str = field(default_factory=lambda: secrets.token_hex(8))
    tag: str = field(default_factory=lambda: secrets.token_hex(4))
    number: int = 0
    to: str = "<sip:1022@127.0.0.1>"
    branch: str = ""
    rtp_number: int = 0
    rtp_time: int = 0
    # Where the other side takes sound.
    their_sound: Address = ("127.0.0.1", 9)

    @property
    def sip_port(self) -> int:
        return self.sip_transport.get_extra_info("sockname")[1]

    @property
    def rtp_port(self) -> int:
        return self.rtp_transport.get_extra_info("sockname")[1]

    def sdp(self, **how) -> str:
        return sdp(self.rtp_port, **how)

    def request(self, method: str, body: str = "", *, kind: str = "application/sdp", number: int | None = None, more: str = "") -> bytes:
        """A new one, unless `number` says which it belongs to."""
        if number is None:
            self.number += 1
            self.branch = f"z9hG4bK{secrets.token_hex(6)}"
        return (
            f"{method} sip:1022@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{self.sip_port};branch={self.branch};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: <sip:{self.caller}@127.0.0.1>;tag={self.tag}\r\nTo: {self.to}\r\nCall-ID: {self.call_id}\r\n"
            f"CSeq: {self.number if number is None else number} {method}\r\n"
            f"Contact: <sip:{self.caller}@127.0.0.1:{self.sip_port}>\r\n{more}"
            + (f"Content-Type: {kind}\r\n" if body else "")
            + f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def send(self, data: bytes) -> None:
        self.sip_transport.sendto(data, self.there)

    async def next(self, seconds: float = 5.0) -> Message:
        async with asyncio.timeout(seconds):
            data, _ = await self.signals.queue.get()
        return read(data)

    async def asked(self, method: str, body: str = "", **how) -> Message:
        self.send(self.request(method, body, **how))
        return await self.next()

    async def call(self, body: str | None = None, **how) -> Message:
        """INVITE, 200, ACK."""
        answer = await self.asked("INVITE", self.sdp() if body is None else body, **how)
        assert answer.status == 200, answer.first
        self.to = answer["To"]
        self.acknowledge()
        self.their_sound = ("127.0.0.1", answer.port_of_sound)
        return answer

    def acknowledge(self, body: str = "") -> None:
        self.send(self.request("ACK", body, number=self.number))

    async def hang_up(self) -> Message:
        return await self.asked("BYE")

    async def until_asked(self, method: str) -> Message:
        """Their request, answered with 200."""
        while True:
            message = await self.next()
            if message.method == method:
                self.answer(message)
                return message

    def answer(self, request: Message, status: str = "200 OK") -> None:
        kept = [f"{key}: {value}" for key, value in request.headers if key in ("Via", "From", "To", "Call-ID", "CSeq")]
        self.send("\r\n".join([f"SIP/2.0 {status}", *kept, "Content-Length: 0", "", ""]).encode())

    def say(self, payload: bytes = A_LAW_LOUD, *, kind: int = 8, transport: asyncio.DatagramTransport | None = None) -> None:
        self.rtp_number += 1
        self.rtp_time += 160
        data = struct.pack("!BBHII", 0x80, kind, self.rtp_number & 0xFFFF, self.rtp_time, 7) + payload
        (transport or self.rtp_transport).sendto(data, self.their_sound)

    def press(self, digit: int, *, kind: int = 101, packets: int = 3, ends: int = 3) -> None:
        """As RFC 4733 has it: one timestamp, the end told three times."""
        self.rtp_time += 160
        for position in range(packets + ends):
            self.rtp_number += 1
            ended = 0x80 if position >= packets else 0
            event = struct.pack("!BBH", digit, ended | 10, 160 * (position + 1))
            head = struct.pack("!BBHII", 0x80, kind, self.rtp_number & 0xFFFF, self.rtp_time, 7)
            self.rtp_transport.sendto(head + event, self.their_sound)

    async def next_loud(self) -> tuple[bytes, Address]:
        """The next packet that is no silence, without its head, and from where it came."""
        async with asyncio.timeout(5):
            while True:
                data, sender = await self.sound.queue.get()
                if data[12:] not in (A_LAW_SILENCE, b"\xff" * 160):
                    return data[12:], sender


@asynccontextmanager
async def telephone(there: Address, *, host: str = "127.0.0.1", **how) -> AsyncIterator[Telephone]:
    loop = asyncio.get_running_loop()
    sip_transport, signals = await loop.create_datagram_endpoint(_Inbox, local_addr=(host, 0))
    rtp_transport, sound = await loop.create_datagram_endpoint(_Inbox, local_addr=(host, 0))
    try:
        yield Telephone(there, signals, sound, sip_transport, rtp_transport, **how)
    finally:
        sip_transport.close()
        rtp_transport.close()
