"""Begins the recording of a call: its row says so before the first byte is on the disk."""

from __future__ import annotations

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import structlog

from channels.phone.recording.tape import SealedTape
from conversations.calls.recording_repository import RecordingRepository
from conversations.calls.recordings import Recordings
from core.clock import Clock, utc_now
from core.db import Database

# As for files that citizens send: a full disk takes the database down with it.
_BYTES_KEPT_FREE = 1024**3
_log = structlog.get_logger()


class RecordedCalls:
    """channels.phone.ports.Taping. Days of keeping: none, nothing is recorded."""

    def __init__(self, database: Database, recordings: Recordings, kept_for: timedelta, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._recordings = recordings
        self._kept_for = kept_for
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, "recording")

    async def begin(self, call_id: uuid.UUID) -> SealedTape | None:
        """None where nothing is to be kept, or cannot be: the call goes on without. Raises what the database raises."""
        if not self._kept_for:
            return None
        if await asyncio.to_thread(self._recordings.free_bytes) < _BYTES_KEPT_FREE:
            _log.error("no room for recordings", call_id=str(call_id))
            return None
        async with self._database.session() as session:
            until = self._clock() + self._kept_for
            is_known = await RecordingRepository(session).begin(call_id, self._recordings.name_of(call_id), until)
        if not is_known:
            return None
        try:
            writer = await asyncio.get_running_loop().run_in_executor(self._thread, self._recordings.begin, call_id)
        except OSError as error:
            _log.error("a call cannot be recorded", call_id=str(call_id), error=type(error).__name__)
            await self._forget(call_id)
            return None
        return SealedTape(writer, self._thread, lambda: self._forget(call_id))

    def close(self) -> None:
        """Once every tape is closed."""
        self._thread.shutdown()

    async def _forget(self, call_id: uuid.UUID) -> None:
        async with self._database.session() as session:
            await RecordingRepository(session).clear([call_id])
        await asyncio.to_thread(self._recordings.remove, call_id)
