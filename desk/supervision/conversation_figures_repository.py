"""Queries behind a report's figures about conversations; what each figure means stands in desk.supervision.service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from desk.supervision.period import Period

# Last in the period whose reply was not small talk: a message without a reply counts as one.
_SPOKEN = """
    WITH spoken AS (
        SELECT conversation_id, min(created_at) AS first_at, max(seq) AS last_seq
        FROM messages WHERE sender = 'citizen' AND created_at >= :start AND created_at < :end
        GROUP BY conversation_id
    ), handed AS (
        SELECT DISTINCT conversation_id FROM ownership_changes WHERE move = 'hand_over' AND at >= :start AND at < :end
        UNION
        SELECT conversation_id FROM tickets WHERE handover_reason <> '' AND created_at >= :start AND created_at < :end
    )
    SELECT (first_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
        extract(hour FROM first_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour,
        channel, count(*) AS conversations,
        count(*) FILTER (WHERE last_behaviour = 'answer' AND handed.conversation_id IS NULL) AS bot_solved
    FROM spoken
    JOIN conversations ON conversations.id = spoken.conversation_id AND NOT is_trial
    LEFT JOIN handed ON handed.conversation_id = spoken.conversation_id
    LEFT JOIN LATERAL (
        SELECT reply.details->>'behaviour' AS last_behaviour
        FROM messages said LEFT JOIN messages reply ON reply.in_reply_to = said.id AND reply.kind = 'reply'
        WHERE said.conversation_id = spoken.conversation_id AND said.seq <= last_seq AND said.sender = 'citizen'
            AND said.created_at >= :start AND reply.details->>'behaviour' IS DISTINCT FROM 'smalltalk'
        ORDER BY said.seq DESC LIMIT 1
    ) last_matter ON true
    GROUP BY 1, 2, 3
"""
_HANDED_OVER = """
    WITH handed AS (
        SELECT conversation_id, min(at) AS first_at FROM (
            SELECT conversation_id, at FROM ownership_changes WHERE move = 'hand_over' AND at >= :start AND at < :end
            UNION ALL
            SELECT conversation_id, created_at FROM tickets
            WHERE handover_reason <> '' AND conversation_id IS NOT NULL AND created_at >= :start AND created_at < :end
        ) each_time GROUP BY conversation_id
    )
    SELECT (first_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
        extract(hour FROM first_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour,
        channel, count(*) AS handed_over
    FROM handed JOIN conversations ON conversations.id = conversation_id AND NOT is_trial
    GROUP BY 1, 2, 3
"""
_QUEUE_WAITS = """
    SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM taken.at - entered.at))
    FROM ownership_changes taken
    JOIN conversations ON conversations.id = taken.conversation_id AND NOT is_trial
    CROSS JOIN LATERAL (
        SELECT at FROM ownership_changes earlier
        WHERE earlier.conversation_id = taken.conversation_id AND earlier.number < taken.number
            AND earlier.to_owner = 'queue' AND earlier.from_owner <> 'queue'
        ORDER BY earlier.number DESC LIMIT 1
    ) entered
    WHERE taken.from_owner = 'queue' AND taken.to_owner = 'operator' AND taken.at >= :start AND taken.at < :end
"""


@dataclass(frozen=True)
class ConversationCount:
    """Conversations that began in one hour of one day on one channel."""

    day: date
    hour: int
    channel: str
    conversations: int = 0
    bot_solved: int = 0
    handed_over: int = 0


class ConversationFiguresRepository:
    def __init__(self, session: AsyncSession, period: Period) -> None:
        self._session = session
        self._values = {"start": period.start, "end": period.end}

    async def list_spoken(self) -> list[ConversationCount]:
        """Each conversation once, at its first citizen's message of the period."""
        rows = (await self._session.execute(text(_SPOKEN), self._values)).mappings()
        return [ConversationCount(**row) for row in rows]

    async def list_handed_over(self) -> list[ConversationCount]:
        """Each conversation once, at its first hand-over of the period."""
        rows = (await self._session.execute(text(_HANDED_OVER), self._values)).mappings()
        return [ConversationCount(**row) for row in rows]

    async def get_queue_waits(self) -> list[float | None]:
        """Half and nine tenths waited no longer than so many seconds."""
        return await self._session.scalar(text(_QUEUE_WAITS), self._values) or [None, None]
