"""The job queue on PostgreSQL: one job a message, in order within a conversation, tried again when the bot is away."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from datetime import timedelta
from typing import Any

import procrastinate
import psycopg
import structlog
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.handling import MessageHandler
from core.db import driver_connection, libpq_url
from core.errors import HotlineError
from core.idle_connections import check

QUEUE = "messages"
TASK = "conversations.handle_message"
# A worker that gave no sign for so long is dead: its jobs go back to the queue (`revive_stalled`, for the queues of all processes).
SILENT_FOR = timedelta(seconds=4)
_HEARTBEAT_SECONDS = 1.0
_TRIES_AFTER_A_FAULT = 5
_log = structlog.get_logger()


def queue_app(database_url: str) -> App:
    return App(
        connector=PsycopgConnector(pool_factory=_pool, conninfo=libpq_url(database_url), configure=_commit_each, min_size=1, max_size=6)
    )


def _pool(**kwargs: Any) -> AsyncConnectionPool:
    """Procrastinate's own check goes to the server before each statement."""
    return AsyncConnectionPool(**kwargs | {"check": check})


async def _commit_each(connection: psycopg.AsyncConnection) -> None:
    """Procrastinate sends one statement at a time: a transaction around each would be two steps more."""
    await connection.set_autocommit(True)


async def work_on(app: App, queue: str, concurrency: int, *, stops_on_signals: bool = True) -> None:
    """Until told to stop; jobs under way then have some seconds to come to their end."""
    await app.run_worker_async(
        queues=[queue],
        concurrency=concurrency,
        fetch_job_polling_interval=0.5,
        update_heartbeat_interval=_HEARTBEAT_SECONDS,
        stalled_worker_timeout=SILENT_FOR.total_seconds(),
        delete_jobs="successful",
        shutdown_graceful_timeout=5,
        install_signal_handlers=stops_on_signals,
    )


class ProcrastinateQueue:
    def __init__(self, app: App) -> None:
        self._app = app

    async def enqueue(self, session: AsyncSession, conversation_id: uuid.UUID, message_id: uuid.UUID) -> None:
        deferrer = self._app.configure_task(
            TASK,
            queue=QUEUE,
            lock=str(conversation_id),
            queueing_lock=str(message_id),
            connection=await driver_connection(session),
        )
        await deferrer.defer_async(message_id=str(message_id))

    async def enqueue_again(self, session: AsyncSession, conversation_id: uuid.UUID, message_id: uuid.UUID) -> None:
        with suppress(AlreadyEnqueued):
            async with session.begin_nested():
                await self.enqueue(session, conversation_id, message_id)


class _UntilAnswered(BaseRetryStrategy):
    """1 s, 2, 4, 8 and then 15 s between tries while the bot is away; MessageHandler decides when a person takes over."""

    def get_retry_decision(self, *, exception: BaseException, job: procrastinate.jobs.Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            # The worker is being stopped: the next one begins at once, however often this was tried.
            return RetryDecision(retry_in={"seconds": 0})
        if not isinstance(exception, HotlineError) or not exception.retry:
            return None if _is_last_try(job) else RetryDecision(retry_in={"seconds": 5})
        return RetryDecision(retry_in={"seconds": min(15, 2 ** min(job.attempts, 4))})


def register_handling(app: App, handler: MessageHandler) -> None:
    @app.task(name=TASK, queue=QUEUE, retry=_UntilAnswered(), pass_context=True)
    async def handle_message(context: JobContext, message_id: str) -> None:
        with structlog.contextvars.bound_contextvars(message_id=message_id, attempt=context.job.attempts):
            try:
                await handler.handle(uuid.UUID(message_id))
            except Exception as error:
                # A fault that comes back every time must not leave the citizen without a word.
                if _is_last_try(context.job) and not (isinstance(error, HotlineError) and error.retry):
                    await handler.hand_to_person(uuid.UUID(message_id))
                raise


def _is_last_try(job: procrastinate.jobs.Job) -> bool:
    return job.attempts >= _TRIES_AFTER_A_FAULT


async def revive_stalled(app: App, silent_for: timedelta) -> int:
    """Jobs that a killed worker left behind go back to the queue; returns how many. Nothing that goes wrong here ends the worker."""
    revived = 0
    try:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_for.total_seconds()):
            revived += await _revive(app, job)
    except ConnectorException as error:
        _log.warning("stalled jobs: the database does not answer", error=type(error.__cause__).__name__)
    if revived:
        _log.warning("jobs revived after a worker died", count=revived)
    return revived


async def _revive(app: App, job: procrastinate.jobs.Job) -> bool:
    try:
        await app.job_manager.retry_job(job)
    except ConnectorException as error:
        if isinstance(error.__cause__, psycopg.errors.RaiseException):
            return False  # another worker was quicker, or the job came to its end after all
        raise
    return True
