"""What the worker looks after beside messages: operators who are gone, citizens who wait in vain, deadlines, files never sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from core.errors import HotlineError

_log = structlog.get_logger()


@dataclass(frozen=True)
class Round:
    """`walk` is safe to repeat and to run in several workers at once."""

    name: str
    every: timedelta
    walk: Callable[[], Awaitable[object]]


async def keep_watch(rounds: list[Round]) -> None:
    """For ever; what nobody reckoned with ends it, for the process to be started again."""
    await asyncio.gather(*(_walk_for_ever(one) for one in rounds))


async def _walk_for_ever(one: Round) -> None:
    while True:
        try:
            await one.walk()
        except OperationalError as error:
            _log.warning("a round was not made: the database does not answer", round=one.name, error=type(error.orig).__name__)
        except (SQLAlchemyError, HotlineError, OSError) as error:
            # One ticket or file that goes wrong must not keep operators' citizens waiting: the other rounds go on, and so does this one.
            _log.error("a round went wrong", round=one.name, exc_info=error)
        await asyncio.sleep(one.every.total_seconds())
