"""A stream of events as a page follows it: read piece by piece, opened again with growing waits when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter

import httpx

from benchmarks.desk.sending import backoff

_LASTING_SECONDS = 5.0

OnEvent = Callable[[str, str], None]
# Told how often in a row the stream failed, and how many seconds there are until it is tried again.
Bridge = Callable[[int, float], Awaitable[None]]


class EventReader:
    """Events out of the pieces of a `text/event-stream`; pieces end anywhere."""

    def __init__(self) -> None:
        self._rest = ""

    def push(self, piece: str) -> Iterator[tuple[str, str]]:
        """Name and data of each event that the piece completes; comments are passed over."""
        *whole, self._rest = (self._rest + piece).split("\n\n")
        for block in whole:
            fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
            if "data" in fields:
                yield fields["event"], fields["data"]


@dataclass(frozen=True)
class Habits:
    """Seconds. `lost_counts`: a stream that lasted and broke counts as one failure (the desk's page) or none (the chat's)."""

    silence: float
    longest_wait: float
    lost_counts: int


DESK = Habits(silence=40.0, longest_wait=20.0, lost_counts=1)
CHAT = Habits(silence=60.0, longest_wait=30.0, lost_counts=0)


async def _just_wait(_failures: int, seconds: float) -> None:
    await asyncio.sleep(seconds)


class Stream:
    """`is_open` from the first byte on; `times_opened` counts every time it came back, too."""

    def __init__(self, http: httpx.AsyncClient, path: str, habits: Habits, on_event: OnEvent, bridge: Bridge = _just_wait) -> None:
        self._http = http
        self._path = path
        self._habits = habits
        self._on_event = on_event
        self._bridge = bridge
        self.is_open = False
        self.times_opened = 0

    async def follow(self, params: Callable[[], Mapping[str, int]] = dict, headers: Mapping[str, str] | None = None) -> None:
        failures = 0
        while True:
            started = perf_counter()
            try:
                await self._listen(params(), headers or {})
            except httpx.TransportError:
                pass
            finally:
                self.is_open = False
            failures = self._habits.lost_counts if perf_counter() - started >= _LASTING_SECONDS else failures + 1
            await self._bridge(failures, backoff(max(1, failures), self._habits.longest_wait))

    async def _listen(self, params: Mapping[str, int], headers: Mapping[str, str]) -> None:
        timeout = httpx.Timeout(20.0, read=self._habits.silence)
        async with self._http.stream("GET", self._path, params=params, headers=headers, timeout=timeout) as response:
            if not response.is_success:
                return
            reader = EventReader()
            async for piece in response.aiter_text():
                if not self.is_open:
                    self.is_open = True
                    self.times_opened += 1
                for name, data in reader.push(piece):
                    self._on_event(name, data)
