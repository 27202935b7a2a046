"""One run: citizens come and are claimed, then all write for minutes while processes are killed, then the rest is waited for."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter

import httpx

from app.setup import Say
from app.trial import Trial
from benchmarks.desk.citizens import Citizen
from benchmarks.desk.cpu import CpuWatch
from benchmarks.desk.killing import Killer, Outage
from benchmarks.desk.ledger import Ledger
from benchmarks.desk.operators import Operator
from benchmarks.desk.people import SignedBrowser
from benchmarks.desk.sizes import Sizes
from core.errors import Unavailable

_COME_TOGETHER = 10
# How many of those who wait longest an operator looks at: the fewer, the more operators reach for the same one.
_CLAIM_AMONG = 12
_COME_WITHIN_SECONDS = 300.0
_SETTLE_WITHIN_SECONDS = 90.0
_LOOK_EVERY_SECONDS = 0.2


@dataclass
class Day:
    """What came of it. `begun` is a time of `time.perf_counter`: when the first message could be said."""

    ledger: Ledger = field(default_factory=Ledger)
    outages: list[Outage] = field(default_factory=list)
    begun: float = 0.0
    claimed_after_seconds: float = 0.0
    settled_after_seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    races_lost: int = 0
    repeated_by_streams: int = 0


class _Over(Exception):
    """Ends what the pages do in the background."""


class People:
    """Everybody who has a page open, until the block is left."""

    def __init__(self, program: Trial, sizes: Sizes, browsers: list[SignedBrowser], say: Say) -> None:
        self._program = program
        self._sizes = sizes
        self._browsers = browsers
        self._say = say
        self._day = Day()
        self._operators: list[Operator] = []
        self._citizens: list[Citizen] = []

    async def spend_day(self) -> Day:
        async with AsyncExitStack() as pages:
            try:
                async with asyncio.TaskGroup() as tasks:
                    await self._come(pages, tasks)
                    await self._work(tasks)
                    raise _Over
            except* _Over:
                pass
        self._day.requests = sum((Counter(operator.requests) for operator in self._operators), Counter())
        self._day.races_lost = sum(operator.races_lost for operator in self._operators)
        self._day.repeated_by_streams = sum(citizen.repeats for citizen in self._citizens)
        return self._day

    async def _come(self, pages: AsyncExitStack, tasks: asyncio.TaskGroup) -> None:
        posts, streams = [await pages.enter_async_context(self._citizens_browser()) for _ in range(2)]
        for browser in self._browsers:
            operator = Operator(self._program.settings.web_url, browser, self._day.ledger, tasks)
            pages.push_async_callback(operator.leave)
            operator.sit_down()
            tasks.create_task(self._claim_on(operator))
            self._operators.append(operator)
        await _until(self._all_follow, _COME_WITHIN_SECONDS, "operators")
        begun, door = perf_counter(), asyncio.Semaphore(_COME_TOGETHER)
        self._citizens = [Citizen(posts, streams, self._day.ledger) for _ in range(self._sizes.conversations)]

        async def through(citizen: Citizen) -> None:
            async with door:
                await citizen.come(tasks)

        await asyncio.wait_for(asyncio.gather(*(through(citizen) for citizen in self._citizens)), _COME_WITHIN_SECONDS)
        await _until(self._all_claimed, _COME_WITHIN_SECONDS, "claims")
        self._day.claimed_after_seconds = perf_counter() - begun
        self._say(f"  {self._sizes.conversations} cuộc đã có cán bộ nhận sau {self._day.claimed_after_seconds:.0f} giây")

    async def _work(self, tasks: asyncio.TaskGroup) -> None:
        sizes = self._sizes
        cpu, killer = CpuWatch(self._program), Killer(self._program, self._all_follow, self._say)
        self._day.outages = killer.outages
        tasks.create_task(cpu.run())
        for operator in self._operators:
            operator.requests.clear()
        self._day.begun = perf_counter()
        await asyncio.gather(
            self._regularly(sizes.citizens_rate, lambda: random.choice(self._citizens).say()),
            self._regularly(sizes.operators_rate, self._answer_somebody),
            killer.run(sizes.kill_every, sizes.seconds),
        )
        self._day.cpu = cpu.shares()
        self._say("  Chờ những tin còn trên đường…")
        try:
            await _until(lambda: self._day.ledger.is_settled, _SETTLE_WITHIN_SECONDS, "messages")
        except Unavailable:
            self._say("  Còn tin chưa đến nơi.")
        self._day.settled_after_seconds = perf_counter() - self._day.begun - sizes.seconds

    async def _regularly(self, rate: float, act: Callable[[], None]) -> None:
        """`rate` times a second until the day is over; what comes late is made up for, so that the load does not follow the answers."""
        for number in range(round(rate * self._sizes.seconds)):
            await asyncio.sleep(max(0.0, self._day.begun + number / rate - perf_counter()))
            act()

    def _answer_somebody(self) -> None:
        operator = random.choice(self._operators)
        if operator.mine:
            operator.say(random.choice(operator.mine))

    async def _claim_on(self, operator: Operator) -> None:
        """Takes who waits longest, more or less, while there is room; those who come back to the queue as well."""
        while True:
            await operator.board_changed.wait()
            operator.board_changed.clear()
            room = self._sizes.conversations_each + (len(self._citizens) > 0 and self._day.begun > 0) * 2
            while operator.queue and len(operator.mine) < room:
                await operator.claim(random.choice(operator.queue[:_CLAIM_AMONG]))

    def _citizens_browser(self) -> httpx.AsyncClient:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        return httpx.AsyncClient(base_url=self._program.settings.web_url, timeout=20.0, trust_env=False, limits=limits)

    def _all_follow(self) -> bool:
        streams = [*(operator.stream for operator in self._operators), *(citizen.stream for citizen in self._citizens)]
        return all(stream is not None and stream.is_open for stream in streams)

    def _all_claimed(self) -> bool:
        return sum(len(operator.mine) for operator in self._operators) == self._sizes.conversations


async def _until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    """Raises Unavailable when it does not come to be."""
    until = perf_counter() + seconds
    while not is_so():
        if perf_counter() > until:
            raise Unavailable("benchmark", f"Chờ quá {seconds:.0f} giây: {what}.")
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
