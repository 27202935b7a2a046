"""Requests of our own: sent until they are answered, and signed when the other side asks who we are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiosipua.auth import SipDigestAuth, answer_challenge
from aiosipua.headers import parse_via
from aiosipua.message import SipRequest

from channels.phone.sip.messages import Address, Response
from channels.phone.sip.resending import Resending

Send = Callable[[bytes, Address], None]
# Makes the request anew, with a number of its own: headers for a second try go into it.
Build = Callable[[dict[str, str]], SipRequest]


@dataclass(frozen=True)
class Account:
    name: str
    password: str


class Asking:
    def __init__(self, send: Send, account: Account | None = None) -> None:
        self._send = send
        self._account = account
        self._open: dict[tuple[str, str], asyncio.Future[Response | None]] = {}

    async def ask(self, build: Build, to: Address) -> Response | None:
        """The final answer; None when there was none in 32 s."""
        request = build({})
        response = await self._ask(request, to)
        if response is None or response.status not in (401, 407) or self._account is None:
            return response
        auth = SipDigestAuth(self._account.name, self._account.password)
        signed = answer_challenge(auth, response.message, response.status, request.method, request.uri)
        return response if signed is None else await self._ask(build(dict([signed])), to)

    def receive(self, response: Response) -> None:
        waiting = self._open.get((response.branch, response.method))
        if waiting is not None and not waiting.done() and response.status >= 200:
            waiting.set_result(response)

    async def close(self) -> None:
        """Nobody waits for an answer any more."""
        for waiting in self._open.values():
            if not waiting.done():
                waiting.set_result(None)
        while self._open:
            await asyncio.sleep(0)

    async def _ask(self, request: SipRequest, to: Address) -> Response | None:
        data = bytes(request)
        answer: asyncio.Future[Response | None] = asyncio.get_running_loop().create_future()
        key = (parse_via(request.headers.get_first("via") or "").params.get("branch") or "", request.method)
        self._open[key] = answer
        resending = Resending(lambda: self._send(data, to), lambda: None if answer.done() else answer.set_result(None))
        self._send(data, to)
        try:
            return await answer
        finally:
            resending.stop()
            del self._open[key]
