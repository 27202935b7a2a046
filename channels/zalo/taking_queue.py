"""The jobs that handle webhooks: one citizen's after another, different citizens' beside each other, tried again after a fault."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Protocol

import procrastinate
import structlog
from procrastinate import App, JobContext
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import driver_connection
from core.errors import HotlineError

QUEUE = "zalo"
TASK = "channels.zalo.take_events"
_TRIES_AFTER_A_FAULT = 5
# Jobs of one lock go one after another: one that is due later must keep no newer words of the citizen waiting.
_ORDINARY, _BEHIND_ORDINARY = 0, -1


class Takes(Protocol):
    async def take(self, user_id: str, *, attempt: int = 0, is_last_try: bool = False) -> None: ...


class TakingQueue:
    def __init__(self, app: App) -> None:
        self._app = app

    async def enqueue(self, session: AsyncSession, user_id: str, *, after: timedelta | None = None) -> None:
        """In the caller's transaction; a job that finds nothing left to do ends at once."""
        deferrer = self._app.configure_task(
            TASK,
            queue=QUEUE,
            lock=f"zalo:{user_id}",
            priority=_BEHIND_ORDINARY if after else _ORDINARY,
            schedule_in={"milliseconds": int(after / timedelta(milliseconds=1))} if after else None,
            connection=await driver_connection(session),
        )
        await deferrer.defer_async(user_id=user_id)


class _UntilTaken(BaseRetryStrategy):
    """While the database, or the vendor's file server, is away: 1 s, 2, 4 … 30. After a fault: 5 s, five times."""

    def get_retry_decision(self, *, exception: BaseException, job: procrastinate.jobs.Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            # The process is being stopped: the next one begins at once.
            return RetryDecision(retry_in={"seconds": 0})
        if passes(exception):
            return RetryDecision(retry_in={"seconds": min(30, 2 ** min(job.attempts, 5))})
        return None if _is_last_try(job) else RetryDecision(retry_in={"seconds": 5})


def register_taking(app: App, taker: Takes) -> None:
    """To be called before the worker of the queue is run; see app/zalo.py."""

    @app.task(name=TASK, queue=QUEUE, retry=_UntilTaken(), pass_context=True)
    async def take_events(context: JobContext, user_id: str) -> None:
        with structlog.contextvars.bound_contextvars(attempt=context.job.attempts):
            await taker.take(user_id, attempt=context.job.attempts, is_last_try=_is_last_try(context.job))


def passes(error: BaseException) -> bool:
    """Whether trying again can help."""
    return isinstance(error, OperationalError | PoolTimeout) or (isinstance(error, HotlineError) and error.retry)


def _is_last_try(job: procrastinate.jobs.Job) -> bool:
    return job.attempts >= _TRIES_AFTER_A_FAULT
