"""Speaks over HTTP (channels.phone.speech_http), and with another voice where that fails."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import structlog

from channels.phone.ports import SpeechFailure, TextToSpeech
from channels.phone.speaking.waves import NoSound, ToPhone, WaveHead
from channels.phone.speech_http import failure_of
from vntext.aloud import aloud

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")
_log = structlog.get_logger()


class HttpVoice(TextToSpeech):
    def __init__(self, http: httpx.AsyncClient, voice: str) -> None:
        self._http = http
        self._voice = voice

    async def speak(self, text: str, *, slowly: bool = False) -> AsyncIterator[bytes]:
        asked = {"text": aloud(text), "voice": self._voice, "slowly": slowly}
        head, phone = WaveHead(), None
        try:
            async with self._http.stream("POST", "speak", json=asked) as response:
                response.raise_for_status()
                async for piece in response.aiter_bytes():
                    sound = head.accept(piece)
                    phone = phone or (ToPhone(head.rate) if head.rate else None)
                    if phone is not None and (ready := phone.accept(sound)):
                        yield ready
        except (httpx.HTTPError, NoSound) as error:
            raise failure_of(error) from error
        if phone is None:
            raise SpeechFailure("speech over HTTP: no sound")
        if rest := phone.rest():
            yield rest


class VoiceOrElse(TextToSpeech):
    """Sentence by sentence; one that the first voice breaks off is said again by the second, and so is all behind it."""

    def __init__(self, first: TextToSpeech, second: TextToSpeech) -> None:
        self._first = first
        self._second = second

    async def speak(self, text: str, *, slowly: bool = False) -> AsyncIterator[bytes]:
        voice = self._first
        for sentence in _SENTENCE_ENDS.split(text.strip()):
            try:
                async for sound in voice.speak(sentence, slowly=slowly):
                    yield sound
            except SpeechFailure as failure:
                if voice is self._second:
                    raise
                _log.error("phone: another voice goes on", error=str(failure))
                voice = self._second
                async for sound in voice.speak(sentence, slowly=slowly):
                    yield sound
