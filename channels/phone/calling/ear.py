"""Hears one utterance after another: when it begins, whether it is finished, what was said."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from channels.phone.calling.end_of_turn import patience_ms
from channels.phone.calling.turn_taking import Moment, Thresholds, TurnTaking
from channels.phone.ports import Heard, Hearing, SpeechFailure, SpeechToText, VoiceActivity

# What was said before it counted as speech: the first word must not be lost.
_FRAMES_BEFORE = 20
# As long as an engine needs that has to begin anew in the middle of what is said.
_ENGINE_SECONDS = 6.0


class _Ask(Enum):
    PARTIAL = auto()
    FINAL = auto()


# Frames as they come, and what is asked of them in between; or what is known already, so that nobody waits for it to be read again.
_Sound = asyncio.Queue[bytes | _Ask | Heard]


@dataclass
class Hearers:
    """What the ear tells: somebody speaks, this is what they said, the engine is gone."""

    began: Callable[[], None]
    heard: Callable[[Heard], None]
    failed: Callable[[], None]


class Ear:
    def __init__(self, engine: SpeechToText, activity: VoiceActivity, hearers: Hearers, thresholds: Thresholds | None = None) -> None:
        self._engine = engine
        self._watching = activity.begin()
        self._hearers = hearers
        self._turns = TurnTaking(thresholds or Thresholds())
        self._before: deque[bytes] = deque(maxlen=_FRAMES_BEFORE)
        self._utterance: _Sound | None = None
        # What was heard by the pause that goes on: nothing has been said since.
        self._by_the_pause: Heard | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_hearing(self) -> bool:
        """Somebody speaks, or what they said is still being read."""
        return self._turns.is_speaking or bool(self._tasks)

    @property
    def is_reading(self) -> bool:
        """They have finished, and what they said is not known yet."""
        return bool(self._tasks) and self._utterance is None

    @property
    def silent_ms(self) -> int:
        """Since their last word."""
        return self._turns.silent_ms

    def hear(self, frame: bytes, *, over_voice: bool) -> None:
        moment = self._turns.hear(self._watching.accept(frame), over_voice=over_voice)
        if moment is Moment.BEGAN:
            self._begin()
        if self._utterance is None:
            self._before.append(frame)
            return
        self._utterance.put_nowait(frame)
        if not self._turns.silent_ms:
            self._by_the_pause = None
        if moment is Moment.PAUSED:
            self._utterance.put_nowait(_Ask.PARTIAL)
        elif moment is Moment.ENDED:
            self._utterance.put_nowait(self._by_the_pause or _Ask.FINAL)
            self._utterance = None

    def forget(self) -> None:
        """What is being said now is not for us: a key was pressed, or an operator is on the line."""
        self._turns.forget()
        self._utterance = None
        self._before.clear()
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        self.forget()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self) -> None:
        self._utterance, self._by_the_pause = asyncio.Queue(), None
        for frame in self._before:
            self._utterance.put_nowait(frame)
        self._before.clear()
        task = asyncio.create_task(self._understand(self._utterance))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._hearers.began()

    async def _understand(self, utterance: _Sound) -> None:
        try:
            async with asyncio.timeout(_ENGINE_SECONDS):
                hearing = await self._engine.begin()
            try:
                heard = await self._until_said(hearing, utterance)
            finally:
                await hearing.close()
        except (SpeechFailure, TimeoutError):
            # What is still being said is lost with it, and the next thing is another try: one failure for each.
            if utterance is self._utterance:
                self._utterance = None
            self._hearers.failed()
            return
        self._hearers.heard(heard)

    async def _until_said(self, hearing: Hearing, utterance: _Sound) -> Heard:
        while True:
            asked, sound = await _next(utterance)
            if isinstance(asked, Heard):
                return asked
            async with asyncio.timeout(_ENGINE_SECONDS):
                if sound:
                    await hearing.accept(sound)
                if asked is _Ask.FINAL:
                    return await hearing.final()
                if asked is _Ask.PARTIAL:
                    self._look_at(await hearing.partial(), utterance)

    def _look_at(self, partial: Heard | None, utterance: _Sound) -> None:
        """In the pause after it: somebody who went on speaking meanwhile is waited for as usual."""
        if partial is not None and utterance is self._utterance and self._turns.silent_ms:
            self._turns.patience_ms = patience_ms(partial.text)
            self._by_the_pause = partial


async def _next(utterance: _Sound) -> tuple[_Ask | Heard | None, bytes]:
    """What has come in the meantime, up to the next thing that is asked."""
    sound = bytearray()
    item = await utterance.get()
    while isinstance(item, bytes):
        sound += item
        if utterance.empty():
            return None, bytes(sound)
        item = utterance.get_nowait()
    return item, bytes(sound)
