"""The SIP port: every datagram that comes, and every one that goes. Nothing that comes can do more than be refused."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

import structlog

from channels.phone.legs.metronome import Metronome
from channels.phone.reception import Reception
from channels.phone.rtp.port_range import PortRange
from channels.phone.sip.answered import AnsweredRequests
from channels.phone.sip.asking import Account, Asking
from channels.phone.sip.calls import Answer, Calls
from channels.phone.sip.messages import (
    Address,
    BadRequest,
    Request,
    Response,
    Unreadable,
    read_message,
    response_to,
    where_to_answer,
)
from channels.phone.sip.requests import ALLOWED, handle
from channels.phone.trunks import Trunks

_log = structlog.get_logger()

_EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


class SipEndpoint(asyncio.DatagramProtocol):
    def __init__(self, trunks: Trunks, public_address: str, account: Account | None = None) -> None:
        self._trunks = trunks
        self._public_address = public_address
        self._transport: asyncio.DatagramTransport | None = None
        self._answered = AnsweredRequests(self._send)
        self.asking = Asking(self._send, account)
        self._calls: Calls | None = None
        self._own: Address = ("", 0)
        self._lost = asyncio.Event()

    async def open(self, host: str, port: int) -> None:
        """Raises OSError."""
        await asyncio.get_running_loop().create_datagram_endpoint(lambda: self, local_addr=(host, port))

    def take_calls(self, reception: Reception, ports: PortRange, metronome: Metronome) -> None:
        self._calls = Calls(reception, ports, metronome, self.asking, self._reply)

    async def close(self) -> None:
        if self._calls is not None:
            await self._calls.close()
        self._answered.close()
        await self.asking.close()
        if self._transport is not None:
            self._transport.close()
            self._transport = None
            await self._lost.wait()

    @property
    def port(self) -> int:
        return self._own[1]

    def own_address(self, peer: str) -> Address:
        """As it reaches us from there."""
        host, port = self._own
        return self._public_address or (_towards(peer) if host in _EVERY_ADDRESS else host), port

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        self._own = transport.get_extra_info("sockname")[:2]

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost.set()

    def error_received(self, exc: Exception) -> None:
        """A port at the other side is closed: what was sent is sent again until given up."""

    def datagram_received(self, data: bytes, sender: Address) -> None:
        sender = sender[:2]
        try:
            message = read_message(data, sender)
        except Unreadable:
            return
        except BadRequest as bad:
            if self._trunks.have(sender[0]) and bad.request.method != "ACK":
                self._send(bytes(response_to(bad.request, 400)), where_to_answer(bad.request, sender))
            return
        if isinstance(message, Response):
            self.asking.receive(message)
        elif self._trunks.have(sender[0]):
            self._requested(message)
        elif message.method != "ACK":
            _log.warning("a stranger knocks at the SIP port", method=message.method, host=sender[0])
            self._reply_at_once(message, Answer(403))

    def _requested(self, request: Request) -> None:
        if self._calls is None or self._answered.full:
            self._reply_at_once(request, Answer(503, headers=(("Retry-After", "10"),)))
        elif request.method == "ACK":
            self._answered.acknowledge(request)
            self._calls.acknowledged(request)
        elif not self._answered.is_repeated(request):
            handle(self._calls, request, self._reply, self.own_address)

    def _reply(self, request: Request, answer: Answer) -> Callable[[], None]:
        data, to = self._written(request, answer)
        self._answered.answer(request, data, to, until_acknowledged=request.method == "INVITE" and answer.status >= 300)
        return lambda: self._send(data, to)

    def _reply_at_once(self, request: Request, answer: Answer) -> None:
        """Nothing is kept of it."""
        if request.method != "ACK":
            self._send(*self._written(request, answer))

    def _written(self, request: Request, answer: Answer) -> tuple[bytes, Address]:
        headers = {"Allow": ALLOWED} | dict(answer.headers)
        response = response_to(request.message, answer.status, tag=answer.tag, headers=headers, body=answer.body)
        return bytes(response), where_to_answer(request.message, request.sender)

    def _send(self, data: bytes, to: Address) -> None:
        if self._transport is not None:
            self._transport.sendto(data, to)


def _towards(peer: str) -> str:
    """The address of this machine on the way to that one; nothing is sent."""
    with socket.socket(socket.AF_INET6 if ":" in peer else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((peer, 9))
        return str(probe.getsockname()[0])
