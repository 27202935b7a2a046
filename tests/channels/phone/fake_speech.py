"""A server of speech as the contract says (docs/phone-speech-http.md), with the faults that one has."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from wave import open as open_wave

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

KEY = "a key of the vendor"


@dataclass
class FakeSpeech:
    """`fault`: "", "slow", "500", "cut", "nonsense"; `rate` of what it speaks."""

    fault: str = ""
    rate: int = 16_000
    heard: list[bytes] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()
        app.post("/speech/hear")(self._hear)
        app.post("/speech/speak")(self._speak)
        return app

    async def _hear(self, request: Request) -> Response:
        if fault := await self._fault(request):
            return fault
        self.heard.append(await request.body())
        if self.fault == "nonsense":
            return Response("<html>", media_type="text/html")
        return Response('{"text": " xin chào ", "confidence": 0.9, "words": [["xin", 0.8], ["chào", 1.0]]}', media_type="application/json")

    async def _speak(self, request: Request) -> Response:
        if fault := await self._fault(request):
            return fault
        self.asked.append(await request.json())
        if self.fault == "nonsense":
            return Response("<html>" * 1000, media_type="text/html")
        return StreamingResponse(self._wave(), media_type="audio/wav")

    async def _fault(self, request: Request) -> Response | None:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return Response(status_code=401)
        if self.fault == "slow":
            await asyncio.sleep(30)
        return Response(status_code=500) if self.fault == "500" else None

    async def _wave(self) -> AsyncIterator[bytes]:
        """One second."""
        whole = wave_of(bytes(2 * self.rate), self.rate)
        yield whole[:1000]
        if self.fault == "cut":
            raise ConnectionResetError
        yield whole[1000:]


def wave_of(sound: bytes, rate: int, channels: int = 1) -> bytes:
    target = io.BytesIO()
    with open_wave(target, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound)
    return target.getvalue()
