"""What the collecting reads of stored messages: events since the last time, and the turns that led to each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.erasing import ERASED
from desk.questions.turns import HANDOVERS, MISSES, Turn

# No transaction that began before this moment is still running: whatever carries an earlier time is there to be read.
_BOUND = text("""
    SELECT least(now(), min(xact_start)) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()
""")
# Behaviours "answer" and "clarify" of low confidence or twice in a row are told apart where the turns are read.
_REPLIES = """
    SELECT e.message_id, e.conversation_id, m.seq, e.at, '' AS said, false AS is_taken_back
    FROM (SELECT id AS message_id, conversation_id, created_at AS at FROM messages
          WHERE kind = 'reply' AND created_at >= :at AND created_at < :bound
              AND (details->>'handover' = ANY(:handovers) OR details->>'step' = ANY(:misses) OR details->>'behaviour' = 'clarify'
                   OR CASE jsonb_typeof(details->'confidence') WHEN 'number' THEN (details->>'confidence')::float < :low END)) e
"""
_FEEDBACK = """
    SELECT e.message_id, e.conversation_id, m.seq, e.at, 'thumbs_down' AS said, e.is_helpful AS is_taken_back FROM message_feedback e
"""
_MARKS = """
    SELECT e.message_id, e.conversation_id, m.seq, e.at, 'marked' AS said, NOT e.is_wrong AS is_taken_back FROM reply_marks e
"""
_REST = """
    JOIN messages m ON m.id = e.message_id AND m.in_reply_to IS NOT NULL
    JOIN conversations c ON c.id = e.conversation_id AND NOT c.is_trial
    WHERE (e.at, e.message_id) > (:at, :message_id) AND e.at < :bound ORDER BY e.at, e.message_id LIMIT :limit
"""
# "Cảm ơn" and "tạm biệt" answer no question back.
_LEFT = """
    SELECT e.message_id, e.conversation_id, m.seq, e.at, 'left' AS said, false AS is_taken_back
    FROM (SELECT r.id AS message_id, r.conversation_id, r.created_at AS at FROM messages r
          WHERE r.kind = 'reply' AND r.created_at >= :at AND r.created_at < :bound AND r.details->>'behaviour' = 'clarify'
              AND NOT EXISTS (
                  SELECT FROM messages q LEFT JOIN messages a ON a.in_reply_to = q.id
                  WHERE q.conversation_id = r.conversation_id AND q.seq > r.seq AND q.sender = 'citizen'
                      AND q.created_at < r.created_at + :patience AND coalesce(a.details->>'behaviour', '') <> 'smalltalk')) e
"""
_SOURCES = {
    "replies": text(_REPLIES + _REST),
    "feedback": text(_FEEDBACK + _REST),
    "marks": text(_MARKS + _REST),
    "left": text(_LEFT + _REST),
}
SOURCES = tuple(_SOURCES)

# SHARE: a deletion that begins now waits and then finds what was collected; one that is under way is not waited for.
_TURNS = text("""
    SELECT q.id AS message_id, q.text, q.created_at AS at, r.id AS reply_id, r.details
    FROM messages r JOIN messages q ON q.id = r.in_reply_to
    WHERE r.conversation_id = :conversation_id AND r.seq <= :seq AND r.kind = 'reply'
    ORDER BY r.seq DESC LIMIT :limit FOR SHARE OF q SKIP LOCKED
""")
_NAMES = text("""
    SELECT citizen_name FROM conversations WHERE id = :conversation_id
    UNION SELECT citizen_name FROM tickets WHERE conversation_id = :conversation_id
""")
# Names of the country's old and new units, as they are published now.
_PLACES = text("""
    SELECT DISTINCT record->>field FROM entry_versions,
        unnest(ARRAY['old_name', 'old_district', 'old_province', 'new_name', 'new_province']) AS field
    WHERE kind = 'place' AND state IN ('published', 'taken_down') AND record ? field
""")
_SEEN = text("SELECT at, message_id FROM question_watermarks WHERE source = :source")
_NOTHING_SEEN = {"at": datetime(1970, 1, 1, tzinfo=UTC), "message_id": uuid.UUID(int=0)}
_PASS = text("""
    INSERT INTO question_watermarks (source, at, message_id) VALUES (:source, :at, :message_id)
    ON CONFLICT (source) DO UPDATE SET at = excluded.at, message_id = excluded.message_id
""")
_LOOKED_BACK = 8


@dataclass(frozen=True)
class Event:
    """Something about a reply of the bot. `said` is the reason where people gave it; `is_taken_back` when they changed their mind."""

    message_id: uuid.UUID
    conversation_id: uuid.UUID
    seq: int
    at: datetime
    said: str
    is_taken_back: bool


class ReadingRepository:
    """`patience`: who says nothing for so long after a question back has left."""

    def __init__(self, session: AsyncSession, patience: timedelta) -> None:
        self._session = session
        self._patience = patience

    async def bound(self) -> datetime:
        found: datetime = (await self._session.execute(_BOUND)).scalar_one()
        return found

    async def events(self, source: str, bound: datetime, low_confidence: float, limit: int) -> list[Event]:
        """In the order of their times; the next ones follow once these are passed."""
        seen = (await self._session.execute(_SEEN, {"source": source})).mappings().one_or_none() or _NOTHING_SEEN
        values: dict[str, Any] = {"bound": bound, "limit": limit, **seen}
        if source == "replies":
            values |= {"handovers": list(HANDOVERS), "misses": list(MISSES), "low": low_confidence}
        elif source == "left":
            values |= {"patience": self._patience, "bound": bound - self._patience}
        return [Event(**row) for row in (await self._session.execute(_SOURCES[source], values)).mappings()]

    async def turns_until(self, event: Event) -> list[Turn] | None:
        """Oldest first, without those whose words were deleted; None while somebody else has the question locked."""
        values = {"conversation_id": event.conversation_id, "seq": event.seq, "limit": _LOOKED_BACK}
        turns = [Turn(**row) for row in (await self._session.execute(_TURNS, values)).mappings()]
        if not turns or turns[0].reply_id != event.message_id:
            return None
        if _is_empty(turns[0]):
            return []
        return [turn for turn in reversed(turns) if not _is_empty(turn)]

    async def names_of(self, conversation_id: uuid.UUID) -> Sequence[str]:
        found = await self._session.scalars(_NAMES, {"conversation_id": conversation_id})
        return [name for name in found if name]

    async def places(self) -> Sequence[str]:
        return list(await self._session.scalars(_PLACES))

    async def pass_by(self, source: str, event: Event) -> None:
        await self._session.execute(_PASS, {"source": source, "at": event.at, "message_id": event.message_id})


def _is_empty(turn: Turn) -> bool:
    return turn.text.strip() in ("", ERASED)
