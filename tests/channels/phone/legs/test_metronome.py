"""The beat, on the real clock."""

from __future__ import annotations

import asyncio
import time

from channels.phone.legs.metronome import Metronome
from channels.phone.sound import FRAME_SECONDS


class Counter:
    def __init__(self, until: int) -> None:
        self.beats = 0
        self._until = until
        self.done = asyncio.Event()

    def __call__(self) -> None:
        self.beats += 1
        if self.beats == self._until:
            self.done.set()


async def test_beats_do_not_drift():
    metronome, counter = Metronome(), Counter(50)
    began = time.monotonic()
    metronome.start("a", counter)
    await counter.done.wait()
    metronome.stop("a")
    assert time.monotonic() - began >= 50 * FRAME_SECONDS - 0.005


async def test_what_a_short_pause_of_the_machine_held_up_is_made_up_for():
    metronome, counter = Metronome(), Counter(10)
    began = time.monotonic()
    metronome.start("a", counter)
    time.sleep(5 * FRAME_SECONDS)
    await counter.done.wait()
    metronome.stop("a")
    assert time.monotonic() - began < 15 * FRAME_SECONDS


async def test_a_long_pause_brings_no_flood():
    metronome, counter = Metronome(), Counter(11)
    metronome.start("a", counter)
    time.sleep(40 * FRAME_SECONDS)
    await asyncio.sleep(0.001)
    await counter.done.wait()
    metronome.stop("a")
    assert counter.beats < 20


async def test_a_listener_may_leave_within_its_own_beat():
    metronome, other = Metronome(), Counter(2)
    done = asyncio.Event()

    def leave() -> None:
        metronome.stop("leaver")
        done.set()

    metronome.start("leaver", leave)
    metronome.start("other", other)
    await done.wait()
    await other.done.wait()
    metronome.stop("other")
    metronome.stop("other")
