"""What goes out of one page for one conversation: in order, one at a time, tried again with the same client_id until it is taken.

The same rule as `chat/delivery.ts` and `state/delivery.ts` of the two pages.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import perf_counter

import httpx

from benchmarks.desk.ledger import Said

_RETRY_AFTER_SECONDS = 10.0

Post = Callable[[Said], Awaitable[httpx.Response]]


def backoff(failures: int, longest: float) -> float:
    """Seconds before the next try: doubling from one, with a spread (`chat/backoff.ts`)."""
    return float(min(longest, 2 ** max(0, failures - 1)) * (0.75 + random.random() / 2))


def is_worth_repeating(status: int) -> bool:
    """The server failed or is busy; everything else below 200 or above 299 will never be taken."""
    return status in (408, 429) or status >= 500


class Lane:
    def __init__(self, post: Post, longest_wait: float) -> None:
        self._post = post
        self._longest_wait = longest_wait
        self._waiting: deque[Said] = deque()
        self._kicked = asyncio.Event()

    def add(self, said: Said) -> None:
        self._waiting.append(said)
        if len(self._waiting) == 1:
            self._kicked.set()

    def kick(self) -> None:
        """Try now, whatever wait was under way."""
        self._kicked.set()

    async def run(self) -> None:
        failures = 0
        while True:
            self._kicked.clear()
            if not self._waiting:
                await self._kicked.wait()
                continue
            wait = await self._attempt(self._waiting[0], failures)
            if wait is None:
                self._waiting.popleft()
                failures = 0
                continue
            failures += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._kicked.wait(), wait)

    async def _attempt(self, said: Said, failures: int) -> float | None:
        """Seconds to wait before the next attempt; None when this message is done with."""
        said.attempts += 1
        try:
            response = await self._post(said)
        except httpx.TransportError:
            return backoff(failures + 1, self._longest_wait)
        if response.is_success:
            said.accepted_at = perf_counter()
            said.stored_as.add(response.json()["message"]["id"])
            return None
        if is_worth_repeating(response.status_code):
            busy = response.status_code == httpx.codes.TOO_MANY_REQUESTS
            return float(response.headers.get("Retry-After", _RETRY_AFTER_SECONDS)) if busy else backoff(failures + 1, self._longest_wait)
        said.refusal = f"{response.status_code} {response.text[:200]}"
        return None
