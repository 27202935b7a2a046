"""The worker's round over addresses: some at a time, a few at once, each at most daily, and no verdict while we are offline ourselves."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

import structlog

from core.clock import Clock, utc_now
from core.db import Database
from knowledge_base.quality.links.opening import Seen
from knowledge_base.quality.links.repository import LinkRepository
from knowledge_base.quality.models import LinkState
from knowledge_base.quality.repository import QualityRepository

EVERY = timedelta(hours=24)
_AGAIN_AFTER = timedelta(minutes=10)
_AT_A_TIME = 20
_AT_ONCE = 4
# Days in a row until a server that does not answer counts as gone.
_AWAY_TIMES = 3
_GONE_TIMES = 2
_log = structlog.get_logger()


class Opens(Protocol):
    async def open(self, address: str) -> Seen: ...


class LinkRound:
    def __init__(self, database: Database, opener: Opens, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._opener = opener
        self._clock = clock

    async def walk(self) -> int:
        """How many were opened. No transaction is held over a call to the outside."""
        now = self._clock()
        async with self._database.session() as session:
            due = await LinkRepository(session).take_due(now - EVERY, now, _AT_A_TIME)
        if not due:
            return 0
        seen = await self._open_all([url for url, _ in due])
        async with self._database.session() as session:
            repository = LinkRepository(session)
            if not any(each.is_answer or each.trouble != "link_away" for each in seen):
                # All of them silent at once: more likely it is our own line.
                _log.warning("links: nothing answers", tried=len(due))
                await repository.put_off([url for url, _ in due], now - EVERY + _AGAIN_AFTER)
                return 0
            changes = [await _write(repository, url, failures, each) for (url, failures), each in zip(due, seen, strict=True)]
            if any(changes):
                await QualityRepository(session).call_stale()
        return len(due)

    async def _open_all(self, urls: Sequence[str]) -> list[Seen]:
        few = asyncio.Semaphore(_AT_ONCE)

        async def one(url: str) -> Seen:
            async with few:
                return await self._opener.open(url)

        return list(await asyncio.gather(*map(one, urls)))


async def _write(repository: LinkRepository, url: str, failures: int, seen: Seen) -> bool:
    if seen.trouble is None:
        return await repository.write(url, state=LinkState.GOOD, trouble="", status=seen.status, failures=0)
    failures += 1
    state = LinkState.BROKEN if failures >= _patience(seen) else LinkState.UNSURE
    return await repository.write(url, state=state, trouble=seen.trouble, status=seen.status, failures=failures)


def _patience(seen: Seen) -> float:
    """A server that refuses us may well let citizens in: that alone makes no link broken."""
    match seen.trouble:
        case "link_away":
            return _AWAY_TIMES
        case "link_gone":
            return _GONE_TIMES
        case "link_refused":
            return float("inf") if seen.status in (401, 403, 405, 407, 429) else _GONE_TIMES
        case _:
            return 1
