"""The rounds that the worker makes."""

from __future__ import annotations

from datetime import timedelta

from app.watching import Round
from app.wiring.attachments import attachment_service
from app.wiring.bench import bench_rounds
from app.wiring.editors import scheduled_publication
from app.wiring.handling import lost_operators, operator_silence, queue_patience
from app.wiring.knowledge_client import knowledge_client
from app.wiring.learning import question_collecting, question_suggestions
from app.wiring.phone_calls import lost_calls
from app.wiring.privacy import erasing, request_deadlines
from app.wiring.quality import quality_rounds
from app.wiring.recordings import recording_retention
from app.wiring.tickets import ticket_deadlines
from app.wiring.words import words_of
from core.clock import utc_now
from core.db import Database
from core.settings import Settings
from desk.operators.reply_windows import ReplyWindows
from staff.notices import forget_old

_AT_ONCE = timedelta(seconds=1)
# Whoever waits for somebody who has just left is told before they look up.
_SOON = timedelta(seconds=2)
_OFTEN = timedelta(seconds=5)
_NOW_AND_THEN = timedelta(seconds=30)
_HOURLY = timedelta(hours=1)


def rounds(settings: Settings, database: Database) -> list[Round]:
    deadlines, alert_words = ticket_deadlines(settings, database), words_of(settings, "desk/operators/alerts.yml")
    lost, patience, attachments = (
        lost_operators(settings, database),
        queue_patience(settings, database),
        attachment_service(settings, database),
    )
    bench = bench_rounds(settings, database)
    windows = ReplyWindows(database, alert_words, operator_silence(settings))

    async def warn() -> None:
        await deadlines.warn_due(utc_now())

    async def warn_of_requests() -> None:
        await request_deadlines(settings).warn_due(database, utc_now())

    async def close() -> None:
        await deadlines.close_resolved(utc_now())

    async def forget() -> None:
        await forget_old(database, utc_now())

    return [
        Round("lost operators", _SOON, lost.requeue),
        Round("scheduled content", _OFTEN, scheduled_publication(settings, database).publish_due),
        Round("lost calls", _OFTEN, lost_calls(settings, database).look),
        Round("queue patience", _SOON, patience.look),
        Round("deadlines", _NOW_AND_THEN, warn),
        Round("deletions", _OFTEN, erasing(settings, database).walk),
        Round("data requests", _NOW_AND_THEN, warn_of_requests),
        Round("reply windows", _NOW_AND_THEN, windows.warn),
        Round("bench", _AT_ONCE, bench.walk),
        Round("bench answers", _HOURLY, bench.forget),
        Round("questions", _NOW_AND_THEN, question_collecting(settings, database).walk),
        Round("suggestions", _NOW_AND_THEN, question_suggestions(database, knowledge_client(settings)).walk),
        Round("closing", _HOURLY, close),
        Round("attachments", _HOURLY, attachments.clear_away),
        Round("recordings", _HOURLY, recording_retention(settings, database).walk),
        Round("notices", _HOURLY, forget),
        *quality_rounds(settings, database),
    ]
