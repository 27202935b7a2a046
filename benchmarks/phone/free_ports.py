"""Ports of this machine that nobody has, on the loopback interface."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import ExitStack

_TRIES = 200


def free_port(kind: socket.SocketKind) -> int:
    """Of TCP (`SOCK_STREAM`) or UDP (`SOCK_DGRAM`)."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_run(length: int) -> int:
    """The first of so many ports in a row that are free for both; even, as RTP wants it. Raises OSError when there is none."""
    for _ in range(_TRIES):
        first = free_port(socket.SOCK_DGRAM) & ~1
        if first + length < 65_536 and _are_free(range(first, first + length)):
            return first
    raise OSError("no free ports in a row")


def _are_free(ports: Sequence[int]) -> bool:
    with ExitStack() as probes:
        try:
            for port in ports:
                for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                    probes.enter_context(socket.socket(socket.AF_INET, kind)).bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
