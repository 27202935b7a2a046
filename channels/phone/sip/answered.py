"""Requests that were answered: whoever repeats one gets the same answer again, and nothing happens twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from channels.phone.sip.messages import Address, Request
from channels.phone.sip.resending import GIVEN_UP_AFTER, Resending

# What honest callers make in half a minute, many times over.
_MOST = 5000

Send = Callable[[bytes, Address], None]


@dataclass
class _Answered:
    data: bytes = b""
    to: Address = ("", 0)
    resending: Resending | None = None


class AnsweredRequests:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._known: dict[tuple[str, str], _Answered] = {}

    @property
    def full(self) -> bool:
        return len(self._known) >= _MOST

    def is_repeated(self, request: Request) -> bool:
        """Answers it again if so; from now on it is known."""
        known = self._known.get(_key(request))
        if known is None:
            self._known[_key(request)] = _Answered()
            asyncio.get_running_loop().call_later(GIVEN_UP_AFTER, self._forget, _key(request))
            return False
        if known.data:
            self._send(known.data, known.to)
        return True

    def answer(self, request: Request, data: bytes, to: Address, *, until_acknowledged: bool) -> None:
        known = self._known.setdefault(_key(request), _Answered())
        known.data, known.to = data, to
        self._send(data, to)
        if until_acknowledged:
            known.resending = Resending(lambda: self._send(data, to), lambda: None)

    def acknowledge(self, ack: Request) -> None:
        """Of a refusal, whose ACK belongs to the request; that of a call that was taken does not."""
        known = self._known.get((ack.transaction, "INVITE"))
        if known is not None and known.resending is not None:
            known.resending.stop()

    def close(self) -> None:
        for key in list(self._known):
            self._forget(key)

    def _forget(self, key: tuple[str, str]) -> None:
        known = self._known.pop(key, None)
        if known is not None and known.resending is not None:
            known.resending.stop()


def _key(request: Request) -> tuple[str, str]:
    return request.transaction, request.method
