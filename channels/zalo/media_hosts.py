"""Where files of citizens may be fetched from: the vendor's hosts, at public addresses, and nowhere inside our own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_PORTS = {"http": 80, "https": 443}


class NotFetchable(Exception):
    """It will not be there at the next try either: a host that is not the vendor's, an answer that is no file."""


@dataclass(frozen=True)
class MediaHosts:
    """`patterns`: host names, with a leading dot for every host below. `local`: host and port of the fake, the one private address."""

    patterns: Sequence[str]
    local: str = ""

    def allows(self, url: httpx.URL) -> bool:
        if url.scheme not in _PORTS or url.userinfo:
            return False
        host = url.host.lower()
        return self.is_local(url) or (url.port is None and any(_matches(host, pattern.lower()) for pattern in self.patterns))

    def is_local(self, url: httpx.URL) -> bool:
        return bool(self.local) and f"{url.host}:{url.port or _PORTS.get(url.scheme, 0)}" == self.local


async def public_address(url: httpx.URL, resolve: Resolve) -> str:
    """The address to connect to. Raises NotFetchable when any that the name leads to is not public."""
    try:
        addresses = await resolve(url.host, _PORTS[url.scheme])
    except UnicodeError as error:
        raise NotFetchable("bad name") from error
    if not addresses or not all(_is_public(address) for address in addresses):
        raise NotFetchable("not a public address")
    return addresses[0]


async def resolved(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_global and not parsed.is_multicast


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern) if pattern.startswith(".") else host == pattern
