"""Callers of one run: a few who speak in turn with the program, the others who listen and now and then press a key."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.phone.media import End
from benchmarks.phone.pace import Pace, pace_of
from benchmarks.phone.sipp import Line, calling
from benchmarks.phone.sizes import Sizes
from benchmarks.phone.sound_files import BYTES_A_MS, last_sound_ms

# Nothing was said for so long: it is the caller's turn.
_TURN_AFTER_SECONDS = 1.2
_ANSWERED_WITHIN_SECONDS = 12.0
_SPEAKS_AT_MOST_SECONDS = 60.0
_CONNECTED_WITHIN_SECONDS = 10.0
_LOOK_EVERY_SECONDS = 0.02
_LISTENERS_PRESS_EVERY_SECONDS = 8.0
_AGAIN = "*"
_LONGEST_CALL_MS = 25 * 60 * 1000


@dataclass(frozen=True)
class Turn:
    """`waited`: seconds from the end of what was said to the first that is heard then; None when nothing was. `at`: since the epoch."""

    at: float
    waited: float | None
    said_ms: int


@dataclass
class Crowd:
    """`clips`: what is said, one after another. `ended`: calls that were over before their time."""

    sip_port: int
    folder: Path
    sizes: Sizes
    clips: Sequence[bytes]
    turns: list[Turn] = field(default_factory=list)
    paces: list[Pace] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def speak(self, number: int, ends: Sequence[End]) -> None:
        """One speaker's calls, each with a far end of its own."""
        for call, end in enumerate(ends):
            caller = f"0281{number:03}{call:03}"
            with calling(self.folder / caller, self.sip_port, [Line(caller, end.port)], given={"hold_ms": _LONGEST_CALL_MS}):
                _wait_until_connected(end)
                for turn in range(self.sizes.turns_in_a_call):
                    self._take_turn(end, self.clips[(number + call * self.sizes.turns_in_a_call + turn) % len(self.clips)])
            self.paces.append(pace_of(end.arrived))

    def listen(self, ends: Sequence[End]) -> None:
        """All listeners, until the run is over."""
        lines = [Line(f"0271{number:06}", end.port) for number, end in enumerate(ends)]
        with calling(self.folder / "listeners", self.sip_port, lines, per_second=5, given={"hold_ms": _LONGEST_CALL_MS}) as calls:
            for end in ends:
                _wait_until_connected(end)
            number = 0
            while not self.over.wait(_LISTENERS_PRESS_EVERY_SECONDS / len(ends)):
                ends[number % len(ends)].press(_AGAIN)
                number += 1
            self.ended += calls.outcomes("was hung up") + calls.outcomes("refused")
        self.paces += [pace_of(end.arrived) for end in ends]

    def _take_turn(self, end: End, clip: bytes) -> None:
        _wait_for_turn(end)
        length_ms = last_sound_ms(clip) or 0
        end.said_at = 0.0
        end.say(clip[: length_ms * BYTES_A_MS])
        while not end.said_at:
            time.sleep(_LOOK_EVERY_SECONDS)
        answered_at = _first_sound(end, end.said_at)
        self.turns.append(Turn(end.said_at, None if answered_at is None else answered_at - end.said_at, length_ms))


def _first_sound(end: End, since: float) -> float | None:
    until = time.monotonic() + _ANSWERED_WITHIN_SECONDS
    while time.monotonic() < until:
        if end.loud_at and end.loud_at[-1] > since:
            return next(at for at in end.loud_at if at > since)
        time.sleep(_LOOK_EVERY_SECONDS)
    return None


def _wait_until_connected(end: End) -> None:
    until = time.monotonic() + _CONNECTED_WITHIN_SECONDS
    while not end.is_connected and time.monotonic() < until:
        time.sleep(_LOOK_EVERY_SECONDS)


def _wait_for_turn(end: End) -> None:
    """Until something was said to us, and then nothing any more."""
    until = time.monotonic() + _SPEAKS_AT_MOST_SECONDS
    while time.monotonic() < until:
        if end.loud_at and time.time() - end.loud_at[-1] > _TURN_AFTER_SECONDS:
            return
        time.sleep(_LOOK_EVERY_SECONDS)
