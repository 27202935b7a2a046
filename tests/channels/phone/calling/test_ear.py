from __future__ import annotations

import asyncio

import pytest

from channels.phone.calling.ear import Ear, Hearers
from channels.phone.ports import Heard
from channels.phone.sound import FRAME_BYTES, FRAME_MS, SILENCE
from tests.channels.phone.calling.stage import Activity, Ears


class Counting(Ears):
    """Counts how often it reads an utterance to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.finals = 0
        self.may_look = asyncio.Event()
        self.may_look.set()
        self.can_look = True

    async def begin(self):
        return Counting.Utterance(self)

    class Utterance(Ears.Utterance):
        _ears: Counting

        async def partial(self) -> Heard | None:
            await self._ears.may_look.wait()
            return await super().final() if self._ears.can_look else None

        async def final(self) -> Heard:
            self._ears.finals += 1
            return await super().final()


@pytest.fixture
def engine():
    return Counting()


@pytest.fixture
async def heard(engine):
    found: list[str] = []
    ear = Ear(engine, Activity(), Hearers(lambda: None, lambda heard: found.append(heard.text), lambda: None))

    async def says(frame: bytes, ms: int) -> list[str]:
        for _ in range(ms // FRAME_MS):
            ear.hear(frame, over_voice=False)
            for _ in range(4):
                await asyncio.sleep(0)
        return found

    yield says
    await ear.close()


async def test_what_was_heard_in_the_pause_is_not_read_again_when_nothing_follows(heard, engine):
    await heard(engine.frame_of("làm căn cước cho con", 0.9), 600)
    assert await heard(SILENCE, 700) == ["làm căn cước cho con"]
    assert engine.finals == 0


async def test_who_goes_on_after_the_pause_is_heard_to_the_end(heard, engine):
    await heard(engine.frame_of("làm căn cước cho con", 0.9), 600)
    await heard(SILENCE, 300)
    await heard(engine.frame_of("mới sinh", 0.9), 600)
    assert await heard(SILENCE, 700) == ["làm căn cước cho con mới sinh"]


async def test_a_look_that_is_not_back_in_time_is_not_waited_for_twice(heard, engine):
    engine.may_look.clear()
    await heard(engine.frame_of("làm căn cước cho con", 0.9), 600)
    await heard(SILENCE, 700)
    engine.may_look.set()
    assert await heard(bytes(FRAME_BYTES), 40) == ["làm căn cước cho con"]
    assert engine.finals == 1


async def test_a_look_that_failed_costs_no_words(heard, engine):
    await heard(engine.frame_of("làm căn cước cho con", 0.9), 600)
    await heard(SILENCE, 300)
    engine.can_look = False
    await heard(engine.frame_of("mới sinh", 0.9), 600)
    assert await heard(SILENCE, 700) == ["làm căn cước cho con mới sinh"]
