"""espeak-ng: a machine's voice, understood but not loved; there so that something always speaks. A program of its own (GPL-3)."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator

from channels.phone.ports import SpeechFailure, TextToSpeech
from channels.phone.speaking.waves import NoSound, ToPhone, WaveHead
from vntext.aloud import aloud

_PROGRAM = "espeak-ng"
# Of its Vietnamese voices this one was understood best (docs/adr/0029).
_VOICE = "vi+f2"
_WORDS_A_MINUTE = 150
_SLOWLY = 110
# A sentence takes it some 20 ms.
_SECONDS = 2.0
_END_SECONDS = 0.05
_AT_ONCE = 4
_PIECE = 8192


class Espeak(TextToSpeech):
    def __init__(self, program: str = _PROGRAM, *, seconds: float = _SECONDS) -> None:
        self._program = program
        self._seconds = seconds
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def speak(self, text: str, *, slowly: bool = False) -> AsyncGenerator[bytes]:
        async with self._places:
            process = await self._started(slowly=slowly)
            try:
                if process.stdin is not None and process.stdout is not None:
                    await self._give(process.stdin, text)
                    async for sound in self._sound(process.stdout):
                        yield sound
            finally:
                await _ended(process)

    async def _started(self, *, slowly: bool) -> Process:
        speed = str(_SLOWLY if slowly else _WORDS_A_MINUTE)
        try:
            return await asyncio.create_subprocess_exec(
                self._program, "-v", _VOICE, "-s", speed, "-b", "1", "--stdin", "--stdout", stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
        except OSError as error:
            raise SpeechFailure(f"{self._program}: {error.strerror}") from error

    async def _give(self, text_in: StreamWriter, text: str) -> None:
        try:
            text_in.write(aloud(text).encode())
            text_in.close()
            await asyncio.wait_for(text_in.wait_closed(), self._seconds)
        except (TimeoutError, OSError) as error:
            raise SpeechFailure(f"{self._program}: takes no text") from error

    async def _sound(self, sound_out: StreamReader) -> AsyncGenerator[bytes]:
        head, phone = WaveHead(), None
        try:
            while piece := await asyncio.wait_for(sound_out.read(_PIECE), self._seconds):
                sound = head.accept(piece)
                phone = phone or (ToPhone(head.rate) if head.rate else None)
                if phone is not None and (ready := phone.accept(sound)):
                    yield ready
        except (TimeoutError, NoSound) as error:
            raise SpeechFailure(f"{self._program}: {error or 'silent'}") from error
        if phone is None:
            raise SpeechFailure(f"{self._program}: no sound")
        if rest := phone.rest():
            yield rest


async def _ended(process: Process) -> None:
    """By itself, once all was read; a sentence that is broken off is not waited for."""
    try:
        await asyncio.wait_for(process.wait(), _END_SECONDS)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        # A full pipe would keep it from ending.
        if process.stdout is not None:
            await process.stdout.read()
        await process.wait()
