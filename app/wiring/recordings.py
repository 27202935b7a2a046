"""Recordings of calls: where they lie, who makes them, and when they go."""

from __future__ import annotations

from datetime import timedelta

from channels.phone.recording.taping import RecordedCalls
from conversations.calls.recordings import Recordings
from conversations.calls.retention import RecordingRetention
from core.db import Database
from core.settings import Settings


def recordings_of(settings: Settings) -> Recordings:
    return Recordings(settings.var_dir / "recordings", settings.secret_keys)


def recorded_calls(settings: Settings, database: Database) -> RecordedCalls:
    return RecordedCalls(database, recordings_of(settings), kept_for(settings) if settings.phone_records_calls else timedelta())


def recording_retention(settings: Settings, database: Database) -> RecordingRetention:
    return RecordingRetention(database, recordings_of(settings), kept_for(settings))


def kept_for(settings: Settings) -> timedelta:
    return timedelta(days=settings.phone_recording_days)
