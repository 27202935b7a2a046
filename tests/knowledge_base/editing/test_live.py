"""What editors decide reaches every process that answers, by NOTIFY alone."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from knowledge_base.editing.states import Move
from knowledge_base.knowledge import KnowledgeCache
from knowledge_base.models import EntryKind
from tests.knowledge_base.editing.newsroom import CODE
from tests.working import until


@pytest.fixture
async def processes(newsroom):
    """Two, as two action servers would be."""
    caches = [KnowledgeCache(newsroom.database) for _ in range(2)]
    for cache in caches:
        await cache.load()
    following = [asyncio.create_task(cache.follow()) for cache in caches]
    yield caches
    for task in following:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_published_taken_down_and_put_back_everywhere(newsroom, processes, lan, chief):
    async def all_say(summary):
        async def say():
            known = [cache.current.procedures.get(CODE) for cache in processes]
            checked = [CODE in cache.current.under_check for cache in processes]
            is_told = summary is not None
            told = [record.summary for record in known if record]
            return checked == [not is_told] * len(processes) and (not is_told or told == [summary] * len(processes))

        await until(say, within=20, every=0.02)

    await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(lan), lan, summary="Mới."), lan)
    await all_say("Mới.")
    await newsroom.entries.take_down(EntryKind.PROCEDURE, CODE, "phí sai", chief)
    await all_say(None)
    await newsroom.entries.restore(EntryKind.PROCEDURE, CODE, "đã xem", chief)
    await all_say("Mới.")
    await newsroom.roll_back(1, chief, is_forced=True)
    await all_say("Ghi tên trẻ vào sổ.")
