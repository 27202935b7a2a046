"""UDP ports for sound, from the range that a firewall lets through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

_Protocol = TypeVar("_Protocol", bound=asyncio.DatagramProtocol)


class NoPortLeft(Exception):
    """All ports of the range are taken."""


class PortRange:
    """`text` as "30000-30399". Every second port, for RTP has even ones (RFC 3550, section 11); in turn, so that a late packet of an
    ended call does not fall into the next."""

    def __init__(self, host: str, text: str) -> None:
        first, last = (int(part) for part in text.split("-", 1))
        self._host = host
        self._ports = range(first + first % 2, last + 1, 2)
        self._turn = 0

    async def open(self, protocol: Callable[[], _Protocol]) -> tuple[_Protocol, int]:
        """Raises NoPortLeft."""
        loop = asyncio.get_running_loop()
        for _ in self._ports:
            port = self._ports[self._turn % len(self._ports)]
            self._turn += 1
            try:
                _, made = await loop.create_datagram_endpoint(protocol, local_addr=(self._host, port))
            except OSError:
                continue
            return made, port
        raise NoPortLeft
