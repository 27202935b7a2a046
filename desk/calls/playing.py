"""A recording on its way to whoever may hear it: opened where it lies, a WAV on the wire, kept nowhere."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import structlog

from conversations.calls.recordings import Recordings
from conversations.calls.sealing import SealedReader
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, NotFound
from core.secret_keeping import SealBroken
from core.words import Words
from desk.calls.call_repository import find_call
from staff import audit
from staff.sessions import SignedIn

# A player asks many times for parts of one recording.
_LISTENED_AGAIN_AFTER = timedelta(hours=1)
_log = structlog.get_logger()


class Playing:
    def __init__(self, database: Database, recordings: Recordings, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._recordings = recordings
        self._words = words
        self._clock = clock

    async def open(self, me: SignedIn, call_id: uuid.UUID) -> SealedReader:
        """Written down before it is heard. Raises NotFound where there is none (any more), Conflict where no key opens it."""
        async with self._database.session() as session:
            found = await find_call(session, call_id)
            if found is None or not found.call.recording_path:
                raise self._nothing()
            since = self._clock() - _LISTENED_AGAIN_AFTER
            await audit.record_once(session, me.member.id, audit.Action.RECORDING_PLAYED, ("call", call_id), since)
        try:
            sound = await asyncio.to_thread(self._recordings.open, call_id)
        except OSError as error:
            _log.error("a recording is not on the disk", call_id=str(call_id), error=type(error).__name__)
            raise self._nothing() from error
        except SealBroken as error:
            _log.error("a recording cannot be opened", call_id=str(call_id), error=str(error))
            raise Conflict("recording_broken", self._words.say("recording_broken")) from error
        if not sound.length:
            raise self._nothing()
        return sound

    def _nothing(self) -> NotFound:
        return NotFound("no_recording", self._words.say("no_recording"))
