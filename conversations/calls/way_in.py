"""Where browsers reach the process that has the calls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WayIn:
    """`address` as set, such as wss://goi.1022.example/call; empty: `port` of the host that the page itself came from."""

    address: str
    port: int

    def for_page(self, scheme: str, host: str) -> str:
        if self.address:
            return self.address
        shown = f"[{host}]" if ":" in host else host or "127.0.0.1"
        return f"{'wss' if scheme == 'https' else 'ws'}://{shown}:{self.port}/call"

    @property
    def policy_sources(self) -> str:
        """For a page's connect-src."""
        if self.address:
            scheme, _, rest = self.address.partition("://")
            return f"{scheme}://{rest.partition('/')[0]}"
        return f"ws://*:{self.port} wss://*:{self.port}"
