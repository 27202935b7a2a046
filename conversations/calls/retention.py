"""Recordings go when their time is over, and files whose row is gone with them."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import timedelta
from itertools import batched

import structlog

from conversations.calls.recording_repository import RecordingRepository
from conversations.calls.recordings import Recordings
from core.clock import Clock, utc_now
from core.db import Database

_AT_ONCE = 500
_log = structlog.get_logger()


class RecordingRetention:
    def __init__(self, database: Database, recordings: Recordings, kept_for: timedelta, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._recordings = recordings
        self._kept_for = kept_for
        self._clock = clock

    async def walk(self) -> int:
        """Returns how many files went."""
        while await self._forget_some():
            pass
        # A file comes after its row and goes after it: one without a row is nobody's any more, whatever was killed in between.
        stray: list[uuid.UUID] = []
        for some in batched(await asyncio.to_thread(lambda: list(self._recordings.list_all())), _AT_ONCE):
            async with self._database.session() as session:
                gone = set(some) - await RecordingRepository(session).known_of(some)
            await asyncio.to_thread(self._remove, list(gone))
            stray.extend(gone)
        if stray:
            _log.info("recordings were deleted", count=len(stray))
        return len(stray)

    async def _forget_some(self) -> int:
        now = self._clock()
        async with self._database.session() as session:
            repository = RecordingRepository(session)
            due = await repository.list_due(now, now - self._kept_for, _AT_ONCE)
            await repository.clear(due)
        return len(due)

    def _remove(self, call_ids: Sequence[uuid.UUID]) -> None:
        for call_id in call_ids:
            self._recordings.remove(call_id)
