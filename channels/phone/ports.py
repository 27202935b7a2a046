"""What a call is made of: a leg that carries sound, an ear, a mouth, and something that knows speech from noise.

Sound is as in channels.phone.sound. Engines are chosen by settings and wired in app/wiring/phone.py.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from conversations.calls.models import Ending


@dataclass(frozen=True)
class Key:
    """One key pressed: 0–9, * or #."""

    digit: str


@dataclass(frozen=True)
class Incoming:
    """What is known of a call before a word is said. `kind`: "sip", "web" or "audiosocket".

    `conversation_id`: the page's own conversation, when the call begins in it."""

    kind: str
    caller: str = ""
    conversation_id: uuid.UUID | None = None


class MediaLeg(Protocol):
    """The way to and from one person. It ends when they hang up, when `hang_up` is called, or when nothing was heard of them for long.

    After its end everything may still be called and does nothing."""

    @property
    def ending(self) -> Ending | None:
        """How it ended, None while it lasts: hung up by whom, transferred, too long, lost."""
        ...

    def heard(self) -> AsyncIterator[bytes | Key]:
        """Frames and keys in the order in which they came; a frame of silence for each 20 ms without one; ends with the call.

        Nothing comes and nothing is played while they have put the call on hold. One reader at a time; the next goes on where it left."""
        ...

    def play(self, sound: bytes) -> None:
        """Behind what is being played already. Of any length."""
        ...

    def stop_playing(self) -> None:
        """At once, within a frame; what was not played yet is forgotten."""
        ...

    async def played(self) -> None:
        """Until all was played, or stopped."""
        ...

    async def transfer(self, target: str) -> bool:
        """Hand the caller to that address ("sip:…"); whether the other side took the call, which has then ended here."""
        ...

    async def hang_up(self) -> None: ...


class CallTaker(Protocol):
    async def take(self, leg: MediaLeg, incoming: Incoming) -> None:
        """The whole call, from the greeting until the leg has ended; never raises for what happens within it."""
        ...


class Sayings(Protocol):
    async def sound(self, key: str) -> bytes:
        """A fixed sentence of words.yml, as a person recorded it or as the engine speaks it; kept, so that it is there at once."""
        ...


class Tape(Protocol):
    """A recording while it is made: neither call ever waits for a disk."""

    def caller(self, frame: bytes) -> None: ...
    def other(self, frame: bytes) -> None: ...
    async def close(self) -> None: ...

    async def discard(self) -> None:
        """The caller has refused after all: nothing of it stays."""
        ...


class Taping(Protocol):
    async def begin(self, call_id: uuid.UUID) -> Tape | None:
        """None where calls are not recorded. Asked once the caller has heard that they are, and has not refused."""
        ...


class Captions(Protocol):
    """What a caller who sees a screen may read along; none of it ever waits."""

    def heard(self, text: str) -> None: ...
    def said(self, text: str) -> None: ...
    def state(self, name: str) -> None: ...


@runtime_checkable
class Captioned(Protocol):
    """A leg that shows captions."""

    @property
    def captions(self) -> Captions: ...


@dataclass(frozen=True)
class Heard:
    """`confidence` from 0 to 1, of the words taken together; empty text when nothing was said."""

    text: str
    confidence: float = 0.0
    words: Sequence[tuple[str, float]] = ()


class Hearing(Protocol):
    """One utterance; `close` is safe at any moment."""

    async def accept(self, sound: bytes) -> None: ...
    async def partial(self) -> Heard | None:
        """What was said so far, up to this moment; None where that cannot be known in time."""
        ...

    async def final(self) -> Heard: ...
    async def close(self) -> None: ...


class SpeechToText(Protocol):
    """Raises SpeechFailure when the engine is gone; the next call may find it again."""

    async def begin(self) -> Hearing: ...


class TextToSpeech(Protocol):
    def speak(self, text: str, *, slowly: bool = False) -> AsyncIterator[bytes]:
        """Sound as it becomes ready, of any lengths. Raises SpeechFailure."""
        ...


class Watching(Protocol):
    def accept(self, frame: bytes) -> float:
        """How likely it is that somebody speaks, from 0 to 1."""
        ...


class VoiceActivity(Protocol):
    def begin(self) -> Watching: ...


class SpeechFailure(Exception):
    """An engine that hears or speaks is gone or gave nothing in time; the call goes on with keys and recorded sentences."""
