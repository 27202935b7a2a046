"""The far end of a browser's leg."""

from __future__ import annotations

import asyncio
import json
from collections import deque

from fastapi import WebSocket, WebSocketDisconnect
from websockets.exceptions import WebSocketException

from channels.phone.legs.leg import Leg
from channels.phone.ports import Caption
from conversations.calls.models import Ending

# What may wait for a slow connection: a second of sound. Sound that comes later than that helps nobody.
_MOST_WAITING = 50
_LONGEST_SOUND = 3200
_KEYS = "0123456789*#"
_GONE = (WebSocketDisconnect, WebSocketException, RuntimeError, OSError)


class BrowserWire:
    """A Wire. `run` is the connection's own task, and ends with the call."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._waiting: deque[bytes | str] = deque()
        self._came = asyncio.Event()
        self._closed = False

    def send(self, frame: bytes | None) -> None:
        """Nothing is sent for silence: the page has its own."""
        if frame is not None and len(self._waiting) < _MOST_WAITING:
            self._waiting.append(frame)
            self._came.set()

    def show(self, what: Caption, text: str) -> None:
        self._waiting.append(json.dumps({what: text}, ensure_ascii=False))
        self._came.set()

    async def transfer(self, target: str) -> bool:
        """A page cannot be called away; a person joins it instead."""
        return False

    async def close(self, ending: Ending) -> None:
        self.show("state", f"ended:{ending}")
        self._closed = True

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
