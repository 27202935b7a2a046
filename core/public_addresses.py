"""Whether a name leads to the public net alone: whoever fetches what others name must not be led inside our own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
PORTS = {"http": 80, "https": 443}


class NotFetchable(Exception):
    """It will not be there at the next try either: a host that may not be asked, an answer that is not what was asked for."""


async def public_address(url: httpx.URL, resolve: Resolve) -> str:
    """The address to connect to. Raises NotFetchable when any that the name leads to is not public."""
    try:
        addresses = await resolve(url.host, PORTS[url.scheme])
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
