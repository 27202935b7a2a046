"""From whom calls are taken."""

from __future__ import annotations

import ipaddress


class Trunks:
    """`text`: addresses and networks, separated by blanks. Raises ValueError for anything else."""

    def __init__(self, text: str) -> None:
        self._networks = [ipaddress.ip_network(each, strict=False) for each in text.split()]
        self._registrars: set[str] = set()

    def believe(self, registrar: str) -> None:
        self._registrars.add(registrar)

    def have(self, host: str) -> bool:
        if host in self._registrars:
            return True
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._networks)
