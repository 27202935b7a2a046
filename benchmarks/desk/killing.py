"""Kills one process of the program after the other, and sees when each does its work again."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

import httpx
import psycopg

from app.setup import Say
from app.trial import Trial
from core.db import libpq_url

DESK_ORDER = ("web", "worker", "actions", "rasa")
# They hear of work from the queue alone, and say in its tables that they are there.
_QUEUE_PROCESSES = frozenset({"worker", "zalo"})
_LOOK_EVERY_SECONDS = 0.1
_PATIENCE_SECONDS = 60.0
_LAST_WORKER = "SELECT COALESCE(max(id), 0) FROM procrastinate_workers"


@dataclass
class Outage:
    """Times of `time.perf_counter`. `ended_at`: the process works, and every page follows its stream again."""

    process: str
    killed_at: float
    ready_at: float = float("inf")
    ended_at: float = float("inf")

    def covers(self, begin: float, end: float) -> bool:
        return begin <= self.ended_at and end >= self.killed_at


class Killer:
    """`all_follow` says whether every page has its stream open; `order` names who is killed in turn."""

    def __init__(self, program: Trial, all_follow: Callable[[], bool], say: Say, order: Sequence[str] = DESK_ORDER) -> None:
        self._program = program
        self._all_follow = all_follow
        self._say = say
        self._order = order
        self.outages: list[Outage] = []

    async def run(self, every_seconds: float, seconds: float) -> None:
        """The first after `every_seconds`, the last before `seconds` are over; one at a time."""
        begun = perf_counter()
        async with httpx.AsyncClient(timeout=1.0, trust_env=False) as http:
            for number in itertools.count(1):
                at = begun + number * every_seconds
                if at >= begun + seconds:
                    return
                await asyncio.sleep(max(0.0, at - perf_counter()))
                await self._kill(self._order[(number - 1) % len(self._order)], http)

    async def _kill(self, process: str, http: httpx.AsyncClient) -> None:
        pid = await asyncio.to_thread(self._program.pid, process)
        if not pid:
            return
        last_worker = await asyncio.to_thread(self._last_worker)
        os.kill(pid, signal.SIGKILL)
        outage = Outage(process, perf_counter())
        self.outages.append(outage)
        while not await self._works(process, http, last_worker) and perf_counter() - outage.killed_at < _PATIENCE_SECONDS:
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
        outage.ready_at = perf_counter()
        while not self._all_follow() and perf_counter() - outage.killed_at < _PATIENCE_SECONDS:
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
        outage.ended_at = perf_counter()
        took = outage.ready_at - outage.killed_at
        self._say(
            f"  {process}: bị ngắt, chạy lại sau {took:.1f} giây, mọi trang nối lại sau {outage.ended_at - outage.killed_at:.1f} giây"
        )

    async def _works(self, process: str, http: httpx.AsyncClient, last_worker: int) -> bool:
        settings = self._program.settings
        if process in _QUEUE_PROCESSES:
            return await asyncio.to_thread(self._last_worker) > last_worker
        paths = {
            "web": f"{settings.web_url}/health",
            "actions": f"http://127.0.0.1:{settings.actions_port}/health",
            "rasa": f"{settings.rasa_url}/",
        }
        with suppress(httpx.TransportError):
            return (await http.get(paths[process])).is_success
        return False

    def _last_worker(self) -> int:
        with psycopg.connect(libpq_url(self._program.database_url)) as connection:
            row = connection.execute(_LAST_WORKER).fetchone()
            return int(row[0]) if row else 0
