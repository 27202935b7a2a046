"""Hears over HTTP (channels.phone.speech_http): an utterance is sent as a whole, at each pause and at its end."""

from __future__ import annotations

import io
from typing import Annotated
from wave import open as open_wave

import httpx
import structlog
from pydantic import BaseModel, Field, ValidationError

from channels.phone.ports import Heard, Hearing, SpeechFailure, SpeechToText
from channels.phone.sound import RATE
from channels.phone.speech_http import failure_of

_Sure = Annotated[float, Field(ge=0, le=1)]
_MOST_BYTES = 2 * RATE * 120
_log = structlog.get_logger()


class _Answer(BaseModel):
    text: str = Field(max_length=10_000)
    confidence: _Sure = 1.0
    words: list[tuple[str, _Sure]] = []


class HttpHearing(SpeechToText):
    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def begin(self) -> Hearing:
        return _HttpUtterance(self._http)


class _HttpUtterance(Hearing):
    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._sound = bytearray()

    async def accept(self, sound: bytes) -> None:
        """Of two minutes the last: nobody is asked a question that long."""
        self._sound += sound
        del self._sound[: max(0, len(self._sound) - _MOST_BYTES)]

    async def partial(self) -> Heard | None:
        """Only the final text is worth failing for."""
        try:
            return await self._ask(partial=True)
        except SpeechFailure as failure:
            _log.warning("phone: a look at what was said so far failed", error=str(failure))
            return None

    async def final(self) -> Heard:
        return await self._ask(partial=False)

    async def close(self) -> None:
        self._sound.clear()

    async def _ask(self, *, partial: bool) -> Heard:
        query = {"partial": "1"} if partial else {}
        try:
            response = await self._http.post("hear", params=query, content=_wave(bytes(self._sound)), headers={"Content-Type": "audio/wav"})
            response.raise_for_status()
            answer = _Answer.model_validate_json(response.content)
        except (httpx.HTTPError, ValidationError) as error:
            raise failure_of(error) from error
        return Heard(answer.text.strip(), answer.confidence, tuple(answer.words))


def _wave(sound: bytes) -> bytes:
    target = io.BytesIO()
    with open_wave(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound)
    return target.getvalue()
