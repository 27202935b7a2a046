"""Keeps sending what is due over one channel: several messages at once, one after another within a conversation."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from channels.delivering import Deliverer
from channels.delivery_repository import Claim
from conversations.repository import DELIVERIES
from core.listening import Listener

_AT_ONCE = 16
# What was put off comes due without a notice.
_LOOKS_EVERY_SECONDS = 1.0
# What is on its way when the process is told to end may still come to its end.
_PATIENCE_SECONDS = 5.0
_log = structlog.get_logger()


class DeliveryLoop:
    def __init__(
        self, deliverer: Deliverer, listener: Listener, *, at_once: int = _AT_ONCE, looks_every: float = _LOOKS_EVERY_SECONDS
    ) -> None:
        self._deliverer = deliverer
        self._at_once = at_once
        self._looks_every = looks_every
        self._wake = asyncio.Event()
        self._running: dict[asyncio.Task[None], Claim] = {}
        listener.on(DELIVERIES, self._heard)

    async def run(self) -> None:
        """For ever. While the database is away, nothing is sent."""
        try:
            while True:
                self._wake.clear()
                try:
                    await self._begin_due()
                except (OperationalError, PoolTimeout) as error:
                    _log.warning("deliveries: the database does not answer", error=type(error).__name__)
                await self._wait()
        finally:
            if self._running:
                await asyncio.wait(self._running, timeout=_PATIENCE_SECONDS)

    async def _begin_due(self) -> None:
        free = self._at_once - len(self._running)
        if free <= 0:
            return
        for claim in await self._deliverer.claim(free):
            task = asyncio.create_task(self._deliver(claim))
            self._running[task] = claim
            task.add_done_callback(self._ended)

    async def _deliver(self, claim: Claim) -> None:
        delivering = asyncio.create_task(self._deliverer.deliver(claim))
        await asyncio.wait({delivering})
        error = delivering.exception()
        if isinstance(error, OperationalError | PoolTimeout):
            # Nothing can be noted; the claim ends by itself, and what was begun is in doubt then.
            _log.warning("a delivery was left: the database does not answer", message_id=str(claim.message_id), error=type(error).__name__)
        elif error is not None:
            await self._deliverer.faulted(claim, error)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._looks_every):
                await self._wake.wait()
        except TimeoutError:
            return

    def _ended(self, task: asyncio.Task[None]) -> None:
        """The next one of the conversation has its turn."""
        del self._running[task]
        self._wake.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("what went wrong with a delivery could not be noted", exc_info=error)

    def _heard(self, payload: str | None) -> None:
        """None: notices may have been missed."""
        if payload is None or payload == self._deliverer.channel_name:
            self._wake.set()
