"""Says one thing at a time, piece by piece, and knows which of them were heard to their end."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from channels.phone.calling.outflow import Outflow
from channels.phone.calling.pieces import Piece
from channels.phone.calling.senses import Senses
from channels.phone.ports import SpeechFailure
from channels.phone.speaking.waves import from_first_sound


@dataclass
class Hearers:
    """What the mouth tells: a piece was heard whole, all were, the voice is gone, the first sound of something new."""

    heard: Callable[[Piece], None]
    finished: Callable[[], None]
    failed: Callable[[], None]
    begun: Callable[[], None]


@dataclass
class _Run:
    """`ends`: for each piece that was made, the bytes of the call at which it ends."""

    pieces: list[Piece]
    ends: deque[int] = field(default_factory=deque)
    is_made: bool = False
    has_begun: bool = False


class Mouth:
    def __init__(self, outflow: Outflow, senses: Senses, aloud: Callable[[str], str], hearers: Hearers) -> None:
        """`aloud` puts numbers and short forms as they are said."""
        self._outflow = outflow
        self._voice = senses.speaking
        self._sayings = senses.sayings
        self._aloud = aloud
        self._hearers = hearers
        self._run: _Run | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_speaking(self) -> bool:
        return self._run is not None

    def say(self, pieces: Sequence[Piece], *, slowly: bool = False) -> None:
        """In place of what is being said."""
        self.hush()
        if pieces:
            self._run = _Run(list(pieces))
            self._task = asyncio.create_task(self._speak(self._run, slowly=slowly))

    def hush(self) -> list[Piece]:
        """At once; what was not heard to its end."""
        rest = self._run.pieces if self._run is not None else []
        self._run = None
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._outflow.stop()
        return rest

    def tick(self) -> bytes:
        """The frame that sounds now. To be called once for each frame of the caller."""
        frame, run = self._outflow.tick(), self._run
        if run is not None:
            while run.ends and run.ends[0] <= self._outflow.heard:
                run.ends.popleft()
                self._hearers.heard(run.pieces.pop(0))
            if run is self._run and run.is_made and not run.pieces:
                self._run = None
                self._hearers.finished()
        return frame

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _speak(self, run: _Run, *, slowly: bool) -> None:
        try:
            for piece in list(run.pieces):
                async for sound in self._sound_of(piece, slowly=slowly or piece.slowly):
                    self._play(run, sound)
                run.ends.append(self._outflow.given)
            run.is_made = True
        except SpeechFailure:
            if run is self._run:
                self._run = None
                self._hearers.failed()

    def _play(self, run: _Run, sound: bytes) -> None:
        sound = sound if run.has_begun else from_first_sound(sound)
        self._outflow.play(sound)
        if sound and not run.has_begun:
            run.has_begun = True
            self._hearers.begun()

    async def _sound_of(self, piece: Piece, *, slowly: bool) -> AsyncIterator[bytes]:
        """What is kept as sound has one speed: slower, it is spoken, unless the voice is gone."""
        if piece.key and not slowly:
            yield await self._sayings.sound(piece.key)
            return
        has_sounded = False
        try:
            async for sound in self._voice.speak(self._aloud(piece.text), slowly=slowly):
                has_sounded = True
                yield sound
        except SpeechFailure:
            if not piece.key or has_sounded:
                raise
            yield await self._sayings.sound(piece.key)
