"""One person's line: what a call does with sound and keys, on whichever wire they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

from channels.phone.legs.coming_in import ComingIn
from channels.phone.legs.going_out import GoingOut
from channels.phone.legs.metronome import Metronome
from channels.phone.ports import Key
from conversations.calls.models import Ending

# Nothing at all from the other side, not even silence.
LOST_AFTER_SECONDS = 30.0
# Last words must be said before the supervisor has no patience left: 15 s for all that is to be done.
_LAST_WORDS_SECONDS = 6.0


class Wire(Protocol):
    """The far end of a leg; nothing of it raises."""

    def send(self, frame: bytes | None) -> None:
        """At each beat; None when there is nothing to say."""
        ...

    async def transfer(self, target: str) -> bool: ...

    async def close(self, ending: Ending) -> None:
        """Tells the other side unless they know, and gives back what the wire holds. Called once."""
        ...


class Leg:
    """A MediaLeg, and what its wire tells it."""

    def __init__(self, wire: Wire, metronome: Metronome) -> None:
        self._wire = wire
        self._metronome = metronome
        self._out = GoingOut()
        self._in = ComingIn()
        self._held = False
        self._may_be_quiet = False
        self._ending: Ending | None = None
        self._last_words: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        metronome.start(self, self._beat)

    @property
    def ending(self) -> Ending | None:
        return self._ending

    def heard(self) -> AsyncIterator[bytes | Key]:
        return self._in.heard()

    def play(self, sound: bytes) -> None:
        if self._ending is None and self._last_words is None:
            self._out.add(sound)

    def stop_playing(self) -> None:
        if self._last_words is None:
            self._out.forget()

    async def played(self) -> None:
        await self._out.wait_until_empty()

    async def transfer(self, target: str) -> bool:
        if self._ending is not None or not await self._wire.transfer(target):
            return False
        self.end(Ending.TRANSFERRED)
        return True

    async def hang_up(self) -> None:
        if self._last_words is None:
            self.end(Ending.BOT)
        await self.over()

    async def say_last(self, sound: bytes, ending: Ending) -> None:
        """Whoever has the call hears no more of it; the person hears this, and the line is closed."""
        if self._ending is None and self._last_words is None:
            self._last_words = asyncio.create_task(self._say_last(sound, ending))
        await self.over()

    async def over(self) -> None:
        """Until the line is closed."""
        await self._over.wait()

    def sound_came(self, sound: bytes) -> None:
        """While on hold it is the music of somebody's exchange."""
        if self._held:
            self._in.sign_of_life()
        else:
            self._in.add_sound(sound)

    def key_came(self, digit: str) -> None:
        self._in.add_key(Key(digit))

    def put_on_hold(self, *, held: bool, may_be_quiet: bool) -> None:
        self._held, self._may_be_quiet = held, may_be_quiet
        self._in.sign_of_life()

    def end(self, ending: Ending) -> None:
        """Only the first one counts."""
        if self._ending is not None:
            return
        self._ending = ending
        self._metronome.stop(self)
        self._out.forget()
        self._in.end()
        self._closing = asyncio.create_task(self._close(ending))

    def _beat(self) -> None:
        if not self._held:
            self._in.beat()
        self._wire.send(None if self._held else self._out.next_frame())
        if not self._held and not self._may_be_quiet and self._in.quiet_seconds >= LOST_AFTER_SECONDS:
            self.end(Ending.LOST)

    async def _say_last(self, sound: bytes, ending: Ending) -> None:
        self._in.end()
        self._out.forget()
        self._out.add(sound)
        try:
            async with asyncio.timeout(_LAST_WORDS_SECONDS):
                await self._out.wait_until_empty()
        except TimeoutError:
            self._out.forget()
        self.end(ending)

    async def _close(self, ending: Ending) -> None:
        try:
            await self._wire.close(ending)
        finally:
            self._over.set()
