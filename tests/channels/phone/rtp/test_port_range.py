from __future__ import annotations

import asyncio

import pytest

from channels.phone.rtp.port_range import NoPortLeft, PortRange
from channels.phone.rtp.stream import RtpStream

HOST = "127.0.0.1"


def stream() -> RtpStream:
    return RtpStream(asyncio.get_running_loop().time)


async def test_ports_are_even_taken_in_turn_and_given_back():
    ports = PortRange(HOST, "42801-42805")
    opened = [await ports.open(stream) for _ in range(2)]
    assert [port for _, port in opened] == [42802, 42804]
    with pytest.raises(NoPortLeft):
        await ports.open(stream)
    await opened[0][0].close()
    again, port = await ports.open(stream)
    assert port == 42802
    await again.close()
    await opened[1][0].close()


def test_a_range_that_is_none_is_refused():
    with pytest.raises(ValueError, match="x"):
        PortRange(HOST, "x-y")
