"""The query behind a report's figures for each operator; what each figure means stands in desk.supervision.service."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from desk.supervision.period import Period

_BY_OPERATOR = """
    WITH written AS (
        SELECT author_id, count(DISTINCT conversation_id) AS conversations, count(*) AS replies
        FROM messages JOIN conversations ON conversations.id = conversation_id AND NOT is_trial
        WHERE sender = 'operator' AND messages.created_at >= :start AND messages.created_at < :end
        GROUP BY author_id
    ), answered AS (
        SELECT taken.to_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first.created_at - taken.at)) AS seconds
        FROM ownership_changes taken
        JOIN conversations ON conversations.id = taken.conversation_id AND NOT is_trial
        LEFT JOIN ownership_changes ended ON ended.conversation_id = taken.conversation_id AND ended.number = taken.number + 1
        CROSS JOIN LATERAL (
            SELECT created_at FROM messages
            WHERE conversation_id = taken.conversation_id AND sender = 'operator' AND author_id = taken.to_id
                AND created_at >= taken.at AND created_at <= coalesce(ended.at, 'infinity')
            ORDER BY created_at LIMIT 1
        ) first
        WHERE taken.to_owner = 'operator' AND taken.at >= :start AND taken.at < :end
        GROUP BY taken.to_id
    ), rated AS (
        SELECT assignee_id, avg(rating)::float AS rating FROM tickets
        WHERE rating IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.id = tickets.conversation_id AND is_trial)
            AND id IN (SELECT ticket_id FROM ticket_events WHERE kind = 'rated' AND at >= :start AND at < :end)
        GROUP BY assignee_id
    )
    SELECT display_name, coalesce(conversations, 0) AS conversations, coalesce(replies, 0) AS replies,
        answered.seconds AS first_response_seconds, rated.rating AS rating_average
    FROM staff_members
    LEFT JOIN written ON written.author_id = staff_members.id
    LEFT JOIN answered ON answered.to_id = staff_members.id
    LEFT JOIN rated ON rated.assignee_id = staff_members.id
    WHERE written.author_id IS NOT NULL OR answered.to_id IS NOT NULL OR rated.assignee_id IS NOT NULL
    ORDER BY conversations DESC, display_name, staff_members.id
"""


@dataclass(frozen=True)
class OperatorCount:
    display_name: str
    conversations: int
    replies: int
    first_response_seconds: float | None
    rating_average: float | None


class OperatorFiguresRepository:
    def __init__(self, session: AsyncSession, period: Period) -> None:
        self._session = session
        self._values = {"start": period.start, "end": period.end}

    async def list_operators(self) -> list[OperatorCount]:
        """Whoever wrote, took a conversation or was rated in the period; the busiest first."""
        rows = (await self._session.execute(text(_BY_OPERATOR), self._values)).mappings()
        return [OperatorCount(**row) for row in rows]
