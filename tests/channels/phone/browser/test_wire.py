from __future__ import annotations

import asyncio
from typing import cast

from fastapi import WebSocket

from channels.phone.browser.wire import BrowserLeg, BrowserWire
from conversations.calls.models import Ending
from tests.channels.phone.stage import HandMetronome, loud


class SlowSocket:
    """Takes nothing until it may, and says nothing."""

    def __init__(self) -> None:
        self.may_take = asyncio.Event()
        self.taken: list[bytes | str] = []

    async def send_bytes(self, data: bytes) -> None:
        await self.may_take.wait()
        self.taken.append(data)

    async def send_text(self, text: str) -> None:
        self.taken.append(text)

    async def receive(self) -> dict[str, str]:
        await asyncio.Event().wait()
        return {}

    async def close(self) -> None:
        pass


async def test_sound_that_a_slow_connection_does_not_take_is_left_out():
    socket, metronome = SlowSocket(), HandMetronome()
    wire = BrowserWire(cast(WebSocket, socket))
    leg = BrowserLeg(wire, metronome)
    running = asyncio.create_task(wire.run(leg))
    leg.play(loud(500))
    for _ in range(500):
        metronome.beat()
        await asyncio.sleep(0)
    leg.captions.said("Chào bạn.")
    leg.end(Ending.BOT)
    socket.may_take.set()
    await running
    assert 1 <= socket.taken.count(loud()) <= 52
    assert socket.taken[-2:] == ['{"said": "Chào bạn."}', '{"state": "ended:bot"}']
