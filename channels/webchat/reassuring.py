"""Whose answer is late, looked for together: one look a second at most, whatever the number of citizens who wait."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import deque
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from conversations.service import ConversationService

_BETWEEN_LOOKS_SECONDS = 1.0
_log = structlog.get_logger()


class Reassuring:
    """Citizens are told that their answer is late `after` they asked, if it is by then, whatever holds it up."""

    def __init__(self, conversations: ConversationService, after: timedelta) -> None:
        self._conversations = conversations
        self._after_seconds = after.total_seconds()
        # All wait equally long: the first in is the first due.
        self._waiting: deque[tuple[float, uuid.UUID]] = deque()
        self._looking: asyncio.Task[None] | None = None

    def later(self, message_id: uuid.UUID) -> None:
        self._waiting.append((time.monotonic() + self._after_seconds, message_id))
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    def stop(self) -> None:
        """Nobody is told any more."""
        self._waiting.clear()
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self) -> None:
        """Ends when nobody waits; the next one who asks begins it anew."""
        while self._waiting:
            await asyncio.sleep(self._waiting[0][0] - time.monotonic())
            now, due = time.monotonic(), list[uuid.UUID]()
            while self._waiting and self._waiting[0][0] <= now:
                due.append(self._waiting.popleft()[1])
            try:
                await self._conversations.reassure(*due)
            except SQLAlchemyError as error:
                # They are told nothing, as where the process ends; who waits behind them is.
                _log.warning("late answers: the database does not answer", error=type(error).__name__)
            await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)
