from __future__ import annotations

import asyncio
import time

import pytest
from sqlalchemy import text

from channels.contract import ChannelError, Trouble
from channels.zalo.pace import Pace
from core.db import Database


async def made_within(paces: list[Pace], seconds: float) -> int:
    """How many calls all of them together get to make; each asks again and again."""
    ends = time.monotonic() + seconds
    made = 0

    async def call(pace: Pace) -> None:
        nonlocal made
        while time.monotonic() < ends:
            await pace.take()
            made += time.monotonic() < ends

    await asyncio.gather(*(call(pace) for pace in paces))
    return made


async def test_a_burst_goes_at_once_and_the_rest_at_the_pace_set(database):
    # 600 in a minute: ten at once, then one each 100 ms.
    pace, began = Pace(database, 600), time.monotonic()
    for _ in range(10):
        await pace.take()
    for _ in range(5):
        await pace.take()
    assert time.monotonic() - began >= 0.4


async def test_several_processes_share_one_pace(database, database_url):
    other = Database(database_url)
    made = await made_within([Pace(database, 1200), Pace(other, 1200), Pace(database, 1200)], 1.0)
    await other.close()
    # Twenty at once and twenty in the second after.
    assert 20 <= made <= 42


async def test_a_call_whose_turn_is_too_far_off_is_refused_and_takes_no_place(database):
    pace = Pace(database, 60, patience_seconds=0)
    await pace.take()
    for _ in range(3):
        with pytest.raises(ChannelError) as refused:
            await pace.take()
        assert (refused.value.trouble, refused.value.code) == (Trouble.BACK_OFF, "pace")
    async with database.session() as session:
        ahead = await session.scalar(text("SELECT arrival_at - extract(epoch FROM clock_timestamp()) FROM zalo_pace"))
    assert ahead <= 1


async def test_whoever_is_told_to_wait_makes_all_wait(database, database_url):
    other = Database(database_url)
    await Pace(database, 6000).hold(0.4)
    began = time.monotonic()
    await Pace(other, 6000).take()
    await other.close()
    assert time.monotonic() - began >= 0.3
