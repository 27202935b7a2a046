"""The far end of a browser's leg."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable

from fastapi import WebSocket, WebSocketDisconnect
from websockets.exceptions import WebSocketException

from channels.phone.legs.leg import Leg
from channels.phone.legs.metronome import Metronome
from conversations.calls.models import Ending

# What may wait for a slow connection: a second of sound. Sound that comes later than that helps nobody.
_MOST_WAITING = 50
_LONGEST_SOUND = 3200
_KEYS = "0123456789*#"
_GONE = (WebSocketDisconnect, WebSocketException, RuntimeError, OSError)


class Subtitles:
    """Captions, as text messages between the sound."""

    def __init__(self, put: Callable[[str], None]) -> None:
        self._put = put

    def heard(self, text: str) -> None:
        self._show("heard", text)

    def said(self, text: str) -> None:
        self._show("said", text)

    def state(self, name: str) -> None:
        self._show("state", name)

    def _show(self, what: str, text: str) -> None:
        self._put(json.dumps({what: text}, ensure_ascii=False))


class BrowserLeg(Leg):
    def __init__(self, wire: BrowserWire, metronome: Metronome) -> None:
        super().__init__(wire, metronome)
        self.captions = wire.captions


class BrowserWire:
    """A Wire. `run` is the connection's own task, and ends with the call."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._waiting: deque[bytes | str] = deque()
        self._came = asyncio.Event()
        self._closed = False
        self.captions = Subtitles(self._put)

    def send(self, frame: bytes | None) -> None:
        """Nothing is sent for silence: the page has its own."""
        if frame is not None and len(self._waiting) < _MOST_WAITING:
            self._put(frame)

    async def transfer(self, target: str) -> bool:
        """A page cannot be called away; a person joins it instead."""
        return False

    async def close(self, ending: Ending) -> None:
        self._closed = True
        self.captions.state(f"ended:{ending}")

    async def run(self, leg: Leg) -> None:
        sending = asyncio.create_task(self._send_all())
        taking = asyncio.create_task(self._take_all(leg))
        await asyncio.wait({sending, taking}, return_when=asyncio.FIRST_COMPLETED)
        leg.end(Ending.CALLER)
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)
        await asyncio.wait({sending}, timeout=1.0)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)

    def _put(self, item: bytes | str) -> None:
        self._waiting.append(item)
        self._came.set()

    async def _send_all(self) -> None:
        try:
            while True:
                while self._waiting:
                    item = self._waiting.popleft()
                    await (self._socket.send_text(item) if isinstance(item, str) else self._socket.send_bytes(item))
                if self._closed:
                    await self._socket.close()
                    return
                self._came.clear()
                await self._came.wait()
        except _GONE:
            return

    async def _take_all(self, leg: Leg) -> None:
        try:
            while True:
                message = await self._socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                if message.get("bytes"):
                    leg.sound_came(message["bytes"][:_LONGEST_SOUND])
                elif message.get("text"):
                    _take_text(message["text"], leg)
        except _GONE:
            return


def _take_text(text: str, leg: Leg) -> None:
    """What is no message of ours is let be."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return
    key = content.get("key") if isinstance(content, dict) else None
    if isinstance(key, str) and len(key) == 1 and key in _KEYS:
        leg.key_came(key)
