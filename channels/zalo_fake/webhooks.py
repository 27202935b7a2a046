"""Webhooks out: two seconds for an answer, a ladder of retries, and an end to it all after the last one."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import httpx

from channels.zalo_fake.clock import Clock
from channels.zalo_fake.faults import FaultBox
from channels.zalo_fake.payloads import Body
from channels.zalo_fake.webhook_faults import Headers, signed

RETRY_AFTER_SECONDS: Final = (30.0, 300.0, 900.0, 1800.0, 3600.0)
_REMEMBERED = 20_000
_BODY_SHOWN = 4_000
_AT_ONCE = 64
# The whole attempt has its own limit.
_NEVER_SECONDS = 600.0


@dataclass
class Attempt:
    at: int
    num_retry: int
    status: int | None
    ms: float
    trouble: str = ""


@dataclass
class Webhook:
    """`state`: sending, waiting (for its next attempt), delivered, dropped (never sent), given_up, unsubscribed (never sent)."""

    number: int
    event_name: str
    user_id: str
    message_id: str
    faults: list[str]
    body: str
    state: str = "sending"
    attempts: list[Attempt] = field(default_factory=list)

    def shown(self) -> dict[str, Any]:
        return asdict(self)


class Webhooks:
    def __init__(self, clock: Clock, faults: FaultBox, url: str) -> None:
        self._clock = clock
        self._faults = faults
        self._url = url
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._http: httpx.AsyncClient | None = None
        self._sent = 0
        self.log: deque[Webhook] = deque(maxlen=_REMEMBERED)
        # After the last retry nothing is sent any more, until somebody switches the webhook on again in the console.
        self.is_subscribed = True

    def post(self, body: Body, user_id: str, message_id: str = "") -> Webhook:
        """Returns at once."""
        event = str(body.get("event_name", ""))
        faults = self._faults.for_webhook(event, user_id)
        raw, headers = signed(body, self._clock.shown(self._clock.now()), faults)
        self._sent += 1
        webhook = Webhook(self._sent, event, user_id, message_id, faults, raw[:_BODY_SHOWN].decode(errors="replace"))
        self.log.append(webhook)
        if not self.is_subscribed:
            webhook.state = "unsubscribed"
        elif "drop" in faults:
            webhook.state = "dropped"
        else:
            for _ in range(2 if "duplicate" in faults else 1):
                self.later(self._deliver(webhook, raw, headers))
        return webhook

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def forget(self) -> None:
        """Ends what is still to be sent, and the log."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.log.clear()
        self.is_subscribed = True

    async def close(self) -> None:
        await self.forget()
        if self._http:
            await self._http.aclose()

    async def _deliver(self, webhook: Webhook, raw: bytes, headers: Headers) -> None:
        if "out_of_order" in webhook.faults:
            await asyncio.sleep(self._faults.now.out_of_order_ms / 1000)
        for number in range(len(RETRY_AFTER_SECONDS) + 1):
            if number:
                webhook.state = "waiting"
                await asyncio.sleep(RETRY_AFTER_SECONDS[number - 1] / self._faults.now.retry_speed)
            if await self._attempt(webhook, number, raw, headers):
                webhook.state = "delivered"
                return
            if not self._faults.now.webhook_retries:
                break
        else:
            self.is_subscribed = False
        webhook.state = "given_up"

    async def _attempt(self, webhook: Webhook, number: int, raw: bytes, headers: Headers) -> bool:
        retried = [("num_retry", str(number))] if number else []
        async with self._turns:
            attempt = Attempt(self._clock.shown(self._clock.now()), number, None, 0.0)
            started = time.perf_counter()
            try:
                async with asyncio.timeout(self._faults.now.webhook_seconds):
                    response = await self._client().post(self._url, content=raw, headers=[*headers, *retried])
                attempt.status = response.status_code
            except TimeoutError:
                attempt.trouble = "timeout"
            except httpx.TransportError as error:
                attempt.trouble = type(error).__name__
            attempt.ms = round((time.perf_counter() - started) * 1000, 1)
        webhook.attempts.append(attempt)
        return attempt.status == 200

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            self._http = httpx.AsyncClient(timeout=_NEVER_SECONDS, trust_env=False)
        return self._http
