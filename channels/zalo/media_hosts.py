"""Where files of citizens may be fetched from: the vendor's hosts, at public addresses, and nowhere inside our own network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from core.public_addresses import PORTS


@dataclass(frozen=True)
class MediaHosts:
    """`patterns`: host names, with a leading dot for every host below. `local`: host and port of the fake, the one private address."""

    patterns: Sequence[str]
    local: str = ""

    def allows(self, url: httpx.URL) -> bool:
        if url.scheme not in PORTS or url.userinfo:
            return False
        host = url.host.lower()
        return self.is_local(url) or (url.port is None and any(_matches(host, pattern.lower()) for pattern in self.patterns))

    def is_local(self, url: httpx.URL) -> bool:
        return bool(self.local) and f"{url.host}:{url.port or PORTS.get(url.scheme, 0)}" == self.local


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern) if pattern.startswith(".") else host == pattern
