"""Webhooks that have been handled are forgotten after a while; what was left unhandled by accident is taken up again."""

from __future__ import annotations

from datetime import timedelta

from channels.zalo.event_repository import EventRepository
from channels.zalo.taking_queue import TakingQueue
from core.clock import Clock, utc_now
from core.db import Database

# Retries come for two hours; the rest is for whoever looks into what went wrong.
_KEPT_FOR = timedelta(days=30)
_FORGOTTEN_AFTER = timedelta(minutes=5)


async def forget_old_events(database: Database, *, clock: Clock = utc_now) -> int:
    async with database.session() as session:
        return await EventRepository(session).delete_before(clock() - _KEPT_FOR)


async def requeue_forgotten(database: Database, queue: TakingQueue, *, clock: Clock = utc_now) -> int:
    """A job that ended for good before its events were all handled; one more that finds nothing to do is harmless."""
    async with database.session() as session:
        waiting = await EventRepository(session).list_waiting(clock() - _FORGOTTEN_AFTER)
        for user_id in waiting:
            await queue.enqueue(session, user_id)
        return len(waiting)
