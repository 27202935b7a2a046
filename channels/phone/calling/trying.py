"""Waiting for what may not come, and trying again what the database, being away, did not take."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import SQLAlchemyError

# What the database raises while it is away.
AWAY = (SQLAlchemyError, ConnectorException, OSError, TimeoutError)
_AGAIN_SECONDS = 1.0
_log = structlog.get_logger()


async def set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def until_done[T](work: Callable[[], Awaitable[T]], *, tries: int = 0) -> T:
    """For ever, or so many times; then what went wrong is raised."""
    tried = 0
    while True:
        try:
            return await work()
        except AWAY as error:
            tried += 1
            if tried == tries:
                raise
            _log.warning("a call waits for the database", error=type(error).__name__)
            await asyncio.sleep(_AGAIN_SECONDS)
