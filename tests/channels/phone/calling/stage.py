"""A line on which a test speaks, and engines that hear and say just what it put there. Time runs with its frames alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from channels.phone.ports import Heard, Key, SpeechFailure
from channels.phone.sound import FRAME_BYTES, FRAME_MS, SILENCE
from conversations.calls.models import Ending

_SPEECH, _NOISE = 1, 2
_VOICE = bytes([0, 32]) * (FRAME_BYTES // 2)
_MS_A_CHARACTER = 10
_HANG_UP = object()


@dataclass
class Screen:
    """What a caller who reads along sees."""

    lines: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    heard_lines: list[str] = field(default_factory=list)

    def heard(self, text: str) -> None:
        self.heard_lines.append(text)

    def said(self, text: str) -> None:
        self.lines.append(text)

    def state(self, name: str) -> None:
        self.states.append(name)


class Line:
    """A MediaLeg with a screen. What is played is counted, and forgotten when it is stopped."""

    def __init__(self) -> None:
        self.captions = Screen()
        self.is_hung_up = False
        self.ending: Ending | None = None
        self.played_bytes = 0
        self.unplayed = bytearray()
        self.stops = 0
        self.transfers: list[str] = []
        self.takes_transfers = True
        self._items: asyncio.Queue[object] = asyncio.Queue()

    async def heard(self) -> AsyncIterator[bytes | Key]:
        while (item := await self._items.get()) is not _HANG_UP:
            if isinstance(item, bytes):
                del self.unplayed[:FRAME_BYTES]
            assert isinstance(item, bytes | Key)
            yield item
            self._items.task_done()
        self._items.task_done()

    def play(self, sound: bytes) -> None:
        self.played_bytes += len(sound)
        self.unplayed += sound

    def stop_playing(self) -> None:
        self.stops += 1
        self.unplayed.clear()

    async def played(self) -> None:
        return

    async def transfer(self, target: str) -> bool:
        self.transfers.append(target)
        return self.takes_transfers

    async def hang_up(self) -> None:
        if not self.is_hung_up:
            self.is_hung_up = True
            self._items.put_nowait(_HANG_UP)

    async def give(self, item: object) -> None:
        """And wait until it was taken in, with all that follows at once."""
        if self.is_hung_up:
            return
        self._items.put_nowait(item)
        for _ in range(20):
            await asyncio.sleep(0)
            if self._items.empty():
                break
        await asyncio.sleep(0)
        await asyncio.sleep(0)


class Ears:
    """SpeechToText and VoiceActivity: frames carry the number of what is said in them."""

    def __init__(self) -> None:
        self.texts: list[Heard] = []
        self.is_gone = False
        self.begun = 0
        # Unset, what was said stays unread.
        self.reads = asyncio.Event()
        self.reads.set()

    def frame_of(self, text: str, confidence: float) -> bytes:
        words = [(word, confidence) for word in text.split()]
        self.texts.append(Heard(text, confidence, words))
        return bytes([_SPEECH, len(self.texts) - 1]) + bytes(FRAME_BYTES - 2)

    @staticmethod
    def noise() -> bytes:
        return bytes([_NOISE]) + bytes(FRAME_BYTES - 1)

    async def begin(self) -> Ears.Utterance:
        self._check()
        self.begun += 1
        return Ears.Utterance(self)

    def _check(self) -> None:
        if self.is_gone:
            raise SpeechFailure("the ear is gone")

    class Utterance:
        def __init__(self, ears: Ears) -> None:
            self._ears = ears
            self._said: list[int] = []

        async def accept(self, sound: bytes) -> None:
            self._ears._check()
            for at in range(0, len(sound), FRAME_BYTES):
                if sound[at] == _SPEECH and sound[at + 1] not in self._said:
                    self._said.append(sound[at + 1])

        async def partial(self) -> Heard | None:
            return await self.final()

        async def final(self) -> Heard:
            await self._ears.reads.wait()
            self._ears._check()
            said = [self._ears.texts[number] for number in self._said]
            if not said:
                return Heard("")
            words = [word for heard in said for word in heard.words]
            return Heard(" ".join(heard.text for heard in said), min(heard.confidence for heard in said), words)

        async def close(self) -> None:
            return


class Watch:
    def accept(self, frame: bytes) -> float:
        return 1.0 if frame[0] in (_SPEECH, _NOISE) else 0.0


class Activity:
    def begin(self) -> Watch:
        return Watch()


class Voice:
    """TextToSpeech and Sayings: 10 ms of sound a letter."""

    def __init__(self) -> None:
        self.spoken: list[tuple[str, bool]] = []
        self.is_gone = False

    async def speak(self, text: str, *, slowly: bool = False) -> AsyncIterator[bytes]:
        if self.is_gone:
            raise SpeechFailure("the voice is gone")
        self.spoken.append((text, slowly))
        yield _VOICE * max(1, len(text) * _MS_A_CHARACTER // FRAME_MS)

    async def sound(self, key: str) -> bytes:
        return _VOICE * 25


class Caller:
    """Speaks, presses keys and hangs up, in the call's own time."""

    def __init__(self, line: Line, ears: Ears) -> None:
        self.line = line
        self._ears = ears

    @property
    def lines(self) -> list[str]:
        return self.line.captions.lines

    @property
    def state(self) -> str:
        return self.line.captions.states[-1] if self.line.captions.states else "greeting"

    async def says(self, text: str, *, confidence: float = 0.95, ms: int = 600, then_silent_ms: int = 1400) -> None:
        await self._frames(self._ears.frame_of(text, confidence), ms)
        await self.is_silent(then_silent_ms)

    async def makes_noise(self, ms: int = 600, then_silent_ms: int = 1400) -> None:
        await self._frames(self._ears.noise(), ms)
        await self.is_silent(then_silent_ms)

    async def is_silent(self, ms: int) -> None:
        await self._frames(SILENCE, ms)

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await self.line.give(Key(key))

    async def hangs_up(self) -> None:
        await self.line.hang_up()

    async def listens(self, ms: int = 60_000) -> None:
        """Until nothing more is being said."""
        await asyncio.sleep(0)
        for _ in range(ms // FRAME_MS):
            await self.line.give(SILENCE)
            if not self.line.unplayed:
                break
        await self.is_silent(60)

    async def until(self, holds: Callable[[], object], within: float = 5.0) -> None:
        """Time stands still on the line meanwhile."""
        deadline = time.monotonic() + within
        while not holds():
            assert time.monotonic() < deadline, f"not within {within} s: {self.line.captions}"
            await asyncio.sleep(0.005)

    async def hears(self, words: str, within: float = 5.0) -> None:
        await self.until(lambda: any(words in line for line in self.lines), within)

    async def is_in(self, state: str, within: float = 5.0) -> None:
        await self.until(lambda: self.state == state, within)

    async def _frames(self, frame: bytes, ms: int) -> None:
        for _ in range(ms // FRAME_MS):
            await self.line.give(frame)
