"""Queries behind "how things stand now"; what each figure means stands in desk.supervision.service."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_NOW = """
    WITH waiting AS (
        SELECT owner, coalesce(queued_at, waiting_since) AS since FROM conversations WHERE owner <> 'bot' AND NOT is_trial
    ), open_tickets AS (
        SELECT due_at, stopped_at FROM tickets
        WHERE state NOT IN ('resolved', 'closed', 'rejected')
            AND NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.id = tickets.conversation_id AND is_trial)
    )
    SELECT
        (SELECT count(*) FROM waiting WHERE owner = 'queue') AS queue,
        (SELECT min(since) FROM waiting WHERE owner = 'queue') AS waiting_since,
        (SELECT count(*) FROM waiting WHERE owner = 'operator') AS with_operators,
        (SELECT count(*) FROM open_tickets) AS tickets_open,
        (SELECT count(*) FROM open_tickets WHERE due_at >= :now AND due_at < :day_end AND stopped_at IS NULL) AS tickets_due_today,
        (SELECT count(*) FROM open_tickets WHERE due_at < coalesce(stopped_at, :now)) AS tickets_overdue
"""


class NowRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, now: datetime, day_end: datetime) -> dict[str, Any]:
        """Counts under their names, and `waiting_since` of who waits longest in the queue or None."""
        values = {"now": now, "day_end": day_end}
        return dict((await self._session.execute(text(_NOW), values)).mappings().one())
