"""Fixed sentences, ready before the first call: as a person recorded them, else as the engine spoke them once."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path

import structlog

from channels.phone.ports import Sayings, SpeechFailure, TextToSpeech
from channels.phone.speaking.recordings import Recordings
from channels.phone.speaking.waves import NoSound, read_sound, write_wave

_log = structlog.get_logger()


class KeptSayings(Sayings):
    """`voice`: what the engine's voice is called; with another one all is spoken anew."""

    def __init__(self, sentences: Mapping[str, str], recordings: Recordings, engine: TextToSpeech, kept: Path, voice: str) -> None:
        self._sentences = sentences
        self._recordings = recordings
        self._engine = engine
        self._kept = kept
        self._voice = voice
        self._sounds: dict[str, bytes] = {}

    async def prepare(self) -> None:
        """All of them into memory; what cannot be spoken now is tried again when it is wanted."""
        for key in self._sentences:
            try:
                await self.sound(key)
            except SpeechFailure as failure:
                _log.error("phone: a fixed sentence has no sound", key=key, error=str(failure))

    @property
    def count(self) -> int:
        """How many are ready."""
        return len(self._sounds)

    async def sound(self, key: str) -> bytes:
        if key not in self._sounds:
            self._sounds[key] = self._recorded(key) or await self._spoken(self._sentences[key])
        return self._sounds[key]

    def _recorded(self, key: str) -> bytes | None:
        path = self._recordings.current(key, self._sentences[key])
        if path is None:
            return None
        try:
            return read_sound(path.read_bytes())
        except (NoSound, OSError) as error:
            _log.error("phone: a recorded sentence cannot be read", file=str(path), error=str(error))
            return None

    async def _spoken(self, sentence: str) -> bytes:
        path = self._kept / f"{hashlib.sha256(f'{self._voice}\n{sentence}'.encode()).hexdigest()[:32]}.wav"
        try:
            return read_sound(await asyncio.to_thread(path.read_bytes))
        except (NoSound, OSError):
            sound = b"".join([piece async for piece in self._engine.speak(sentence)])
        await asyncio.to_thread(_keep, path, sound)
        return sound


def _keep(path: Path, sound: bytes) -> None:
    """Whole or not at all; without a place to keep it, it is spoken anew at the next start."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        write_wave(half, sound)
        half.replace(path)
    except OSError as error:
        _log.warning("phone: a spoken sentence was not kept", file=str(path), error=error.strerror)
