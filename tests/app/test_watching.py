from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from app.watching import Round, keep_watch
from core.errors import Conflict

OFTEN = timedelta(milliseconds=5)


class Walk:
    """Counts how often it was made; the first times go wrong."""

    def __init__(self, *faults):
        self.faults = list(faults)
        self.times = 0
        self._news = asyncio.Event()

    async def __call__(self):
        self.times += 1
        self._news.set()
        if self.faults:
            raise self.faults.pop(0)

    async def reaches(self, times):
        async with asyncio.timeout(5):
            while self.times < times:
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def watching(*rounds):
    task = asyncio.create_task(keep_watch(list(rounds)))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, ZeroDivisionError):
            await task


class TestKeepWatch:
    async def test_makes_each_round_again_and_again_at_its_own_pace(self):
        often, hourly = Walk(), Walk()
        async with watching(Round("often", OFTEN, often), Round("hourly", timedelta(hours=1), hourly)):
            await often.reaches(5)
        assert hourly.times == 1

    @pytest.mark.parametrize("fault", [OperationalError("SELECT 1", {}, OSError("gone")), Conflict("x", "Đã xong."), OSError("disk")])
    async def test_goes_on_after_a_round_that_could_not_be_made(self, fault):
        walk, other = Walk(fault, fault), Walk()
        async with watching(Round("walk", OFTEN, walk), Round("other", OFTEN, other)):
            await walk.reaches(4)
            await other.reaches(4)

    async def test_a_fault_of_the_program_ends_it_loudly(self):
        async with watching(Round("walk", OFTEN, Walk(ZeroDivisionError()))) as task:
            with pytest.raises(ZeroDivisionError):
                await asyncio.wait_for(asyncio.shield(task), 5)
