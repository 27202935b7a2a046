"""What is done with a webhook while the vendor waits: is it theirs, is it new, store it, and queue the rest; nothing slower."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.event_repository import EventRepository
from channels.zalo.payloads import Event, key_of, read_event
from channels.zalo.signature import Verdict, verify
from channels.zalo.taking_queue import TakingQueue
from conversations.channel_alarms import Alarms
from core.clock import Clock, utc_now
from core.db import Database

CHANNEL = "zalo"
BAD_SIGNATURES = "bad_signatures"
_FRESH_FOR = timedelta(minutes=10)
# The vendor's own ladder ends after two hours; far less than events are remembered, so that no replay is new.
_RETRIED_FOR = timedelta(days=1)
# The vendor's console sends one such with each press of its test button: only several are worth an alarm.
_MANY = 3
_WATCHED_SECONDS = 600.0
_log = structlog.get_logger()


class Arrival(StrEnum):
    TAKEN = "taken"
    KNOWN = "known"
    STALE = "stale"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True)
class SigningKeys:
    app_id: str
    oa_secret_key: str


class Inbox:
    def __init__(self, database: Database, queue: TakingQueue, keys: SigningKeys, alarms: Alarms, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._queue = queue
        self._keys = keys
        self._alarms = alarms
        self._clock = clock
        self._bad = _Counter()

    async def take(self, body: bytes, signatures: Sequence[str], *, is_retry: bool) -> Arrival:
        """Raises BadPayload. What is stored is handled, whatever is killed from here on."""
        event = read_event(body)
        verdict = verify(
            body,
            signatures,
            event.timestamp,
            app_id=self._keys.app_id,
            oa_id=event.oa_id,
            oa_secret_key=self._keys.oa_secret_key,
        )
        if verdict is not Verdict.OK:
            await self._refuse(event, verdict)
            return Arrival.NOT_SIGNED
        if abs(self._clock() - event.sent_at) > (_RETRIED_FOR if is_retry else _FRESH_FOR):
            _log.warning("zalo: a webhook out of its time is ignored", event_name=event.name, sent_at=event.sent_at.isoformat())
            return Arrival.STALE
        async with self._database.session() as session:
            await self._end_alarm(session)
            return Arrival.TAKEN if await store_event(session, self._queue, event, body) else Arrival.KNOWN

    async def _refuse(self, event: Event, verdict: Verdict) -> None:
        _log.warning("zalo: a webhook without a right signature is ignored", verdict=verdict, event_name=event.name)
        if event.app_id != self._keys.app_id or not self._bad.add():
            return
        async with self._database.session() as session:
            details = {"count": self._bad.count, "verdict": verdict.value}
            await self._alarms.raise_(session, CHANNEL, BAD_SIGNATURES, details)
        self._bad.is_told = True

    async def _end_alarm(self, session: AsyncSession) -> None:
        if self._bad.is_told:
            await self._alarms.end(session, CHANNEL, BAD_SIGNATURES)
            self._bad = _Counter()


async def store_event(session: AsyncSession, queue: TakingQueue, event: Event, body: bytes) -> bool:
    """Stored and queued, in the caller's transaction; False when the same was told before, by whatever way."""
    is_new = await EventRepository(session).add(key_of(event, body), event, body.decode())
    if is_new:
        await queue.enqueue(session, event.user_id)
    return is_new


@dataclass
class _Counter:
    """Of this process: rough, but never a question to the database for each forged call."""

    count: int = 0
    began: float = 0.0
    is_told: bool = False

    def add(self) -> bool:
        """Whether it is time to tell somebody."""
        now = time.monotonic()
        if now - self.began > _WATCHED_SECONDS:
            self.count, self.began, self.is_told = 0, now, False
        self.count += 1
        return self.count >= _MANY and not self.is_told
