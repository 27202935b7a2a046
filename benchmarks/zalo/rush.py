"""One run: citizens write for minutes while the vendor is unlucky and processes are killed, then the rest is waited for."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter, time
from typing import Any

import httpx
import psycopg

from app.setup import Say
from app.trial import Trial
from benchmarks.desk.cpu import CpuWatch
from benchmarks.desk.killing import Killer, Outage
from benchmarks.zalo.bad_luck import FORGED, forged, switches
from benchmarks.zalo.comparison import count_unsettled
from benchmarks.zalo.sizes import Sizes
from core.db import libpq_url

KILLED = ("web", "worker", "zalo", "actions", "rasa")
FORGED_TEXT = "chưa từng nói"
# Webhooks overtake each other only where somebody writes twice in a moment.
_WRITES_TWICE = 0.15
_MOMENT_SECONDS = 0.08
_WEBHOOKS_OF_A_QUESTION = 4
_SETTLE_WITHIN_SECONDS = 300.0
_LOOK_EVERY_SECONDS = 1.0
# What would come a second time comes by then.
_AFTERWARDS_SECONDS = 8.0


@dataclass
class Rush:
    """What came of it. `begun` is of `time.perf_counter`, `ahead` what has to be added to it to get the clock of the phones."""

    phones: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    webhooks: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    begun: float = 0.0
    ahead: float = 0.0
    settled_after_seconds: float = 0.0
    forged: int = 0
    cpu: dict[str, float] = field(default_factory=dict)


class Citizens:
    """Everybody who has a phone."""

    def __init__(self, program: Trial, sizes: Sizes, answers: Mapping[str, str], say: Say, seed: int = 1) -> None:
        self._program = program
        self._sizes = sizes
        self._answers = answers
        self._say = say
        self._seed = seed
        self._random = random.Random(seed)
        self._open: dict[str, list[str]] = {}
        self._rush = Rush()

    async def write(self) -> Rush:
        address = self._program.settings.zalo_fake_url
        async with httpx.AsyncClient(base_url=f"{address}/fake", timeout=60.0, trust_env=False) as fake:
            await self._come(fake)
            await self._rush_in(fake)
            await self._settle(fake)
            await self._look_back(fake)
        return self._rush

    async def _come(self, fake: httpx.AsyncClient) -> None:
        (await fake.put("/faults", json=switches(self._seed))).raise_for_status()
        for _ in range(self._sizes.citizens):
            user_id = (await fake.post("/citizens", json={})).raise_for_status().json()["user_id"]
            questions = list(self._answers)
            self._random.shuffle(questions)
            self._open[user_id] = questions

    async def _rush_in(self, fake: httpx.AsyncClient) -> None:
        killer, cpu = Killer(self._program, lambda: True, self._say, KILLED), CpuWatch(self._program)
        watching = asyncio.create_task(cpu.run())
        self._rush.outages = killer.outages
        self._rush.begun, self._rush.ahead = perf_counter(), time() - perf_counter()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(killer.run(self._sizes.kill_every, self._sizes.seconds))
            asked = 0
            while asked < self._sizes.questions:
                await asyncio.sleep(max(0.0, self._rush.begun + asked / self._sizes.rate - perf_counter()))
                asked += self._say_something(fake, tasks)
        watching.cancel()
        self._rush.cpu = cpu.shares()

    def _say_something(self, fake: httpx.AsyncClient, tasks: asyncio.TaskGroup) -> int:
        """Whoever it is, and whether or not they were answered; how many questions it was."""
        user_id = self._random.choice([user_id for user_id, questions in self._open.items() if len(questions) > 1])
        questions = [self._open[user_id].pop() for _ in range(2 if self._random.random() < _WRITES_TWICE else 1)]
        tasks.create_task(self._ask(fake, user_id, questions))
        if self._random.random() < FORGED * _WEBHOOKS_OF_A_QUESTION:
            self._rush.forged += 1
            event = forged(user_id, f"{FORGED_TEXT} {self._rush.forged}", self._rush.forged)
            tasks.create_task(self._post(fake, "/events", event))
        return len(questions)

    async def _ask(self, fake: httpx.AsyncClient, user_id: str, questions: list[str]) -> None:
        for question in questions:
            await self._post(fake, f"/citizens/{user_id}/messages", {"text": question})
            await asyncio.sleep(_MOMENT_SECONDS)

    async def _post(self, fake: httpx.AsyncClient, path: str, body: Mapping[str, Any]) -> None:
        (await fake.post(path, json=body)).raise_for_status()

    async def _settle(self, fake: httpx.AsyncClient) -> None:
        self._say("  Chờ những tin còn trên đường…")
        ended, until = perf_counter(), perf_counter() + _SETTLE_WITHIN_SECONDS
        with psycopg.connect(libpq_url(self._program.database_url), autocommit=True) as database:
            while perf_counter() < until:
                open_webhooks = (await fake.get("/state")).json()["webhooks_open"]
                if not open_webhooks and not await asyncio.to_thread(count_unsettled, database):
                    break
                await asyncio.sleep(_LOOK_EVERY_SECONDS)
            else:
                self._say("  Còn tin chưa đến nơi.")
        self._rush.settled_after_seconds = perf_counter() - ended
        await asyncio.sleep(_AFTERWARDS_SECONDS)

    async def _look_back(self, fake: httpx.AsyncClient) -> None:
        for user_id in self._open:
            self._rush.phones[user_id] = (await fake.get(f"/citizens/{user_id}/messages")).json()["messages"]
        self._rush.webhooks = (await fake.get("/webhooks")).json()["webhooks"]
        self._rush.calls = (await fake.get("/calls")).json()["calls"]
