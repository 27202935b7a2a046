"""Queries behind a report's figures about tickets; what each figure means stands in desk.supervision.service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from desk.supervision.period import Period

# Tickets of the program's own evaluation are no work for people; a ticket without a conversation came by phone.
_REAL = "NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.id = tickets.conversation_id AND is_trial)"
_OPENED = f"""
    SELECT (tickets.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, sector, coalesce(units.name, '') AS unit, handover_reason,
        count(*) AS tickets
    FROM tickets LEFT JOIN units ON units.id = unit_id
    WHERE tickets.created_at >= :start AND tickets.created_at < :end AND {_REAL}
    GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - put together from constants
_BREACHED = f"""
    SELECT sector, coalesce(units.name, '') AS unit, count(*) AS tickets
    FROM tickets LEFT JOIN units ON units.id = unit_id
    LEFT JOIN LATERAL (
        SELECT to_state FROM ticket_events WHERE ticket_id = tickets.id AND at <= due_at AND to_state IS NOT NULL
        ORDER BY number DESC LIMIT 1
    ) then_state ON true
    WHERE due_at >= :start AND due_at < least(:end, :now) AND {_REAL}
        AND coalesce(to_state, 'received') NOT IN ('resolved', 'closed', 'rejected', 'awaiting_citizen')
    GROUP BY 1, 2
"""  # noqa: S608 - put together from constants
_RESOLVED = f"""
    WITH resolved AS (
        SELECT ticket_id, max(at) AS at FROM ticket_events WHERE to_state = 'resolved' AND at >= :start AND at < :end GROUP BY ticket_id
    )
    SELECT {{grouping}} count(*) AS tickets,
        percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM resolved.at - created_at)) AS seconds
    FROM resolved JOIN tickets ON tickets.id = ticket_id LEFT JOIN units ON units.id = unit_id
    WHERE {_REAL}
"""  # noqa: S608 - put together from constants
_RESOLVED_BY_DAY = _RESOLVED.format(grouping="(resolved.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,") + " GROUP BY 1"
_RESOLVED_BY_UNIT = _RESOLVED.format(grouping="coalesce(units.name, '') AS unit,") + " GROUP BY 1"
_RESOLVED_IN_ALL = _RESOLVED.format(grouping="")
_REOPENED = f"""
    SELECT count(DISTINCT tickets.id) FROM ticket_events JOIN tickets ON tickets.id = ticket_id
    WHERE to_state = 'reopened' AND at >= :start AND at < :end AND {_REAL}
"""  # noqa: S608 - put together from constants
_FIRST_RESPONSES = f"""
    SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM first_response_at - created_at))
    FROM tickets WHERE first_response_at >= :start AND first_response_at < :end AND {_REAL}
"""  # noqa: S608 - put together from constants
_RATINGS = f"""
    SELECT rating, count(*) AS tickets FROM tickets
    WHERE rating IS NOT NULL AND {_REAL} AND id IN (
        SELECT ticket_id FROM ticket_events WHERE kind = 'rated' AND at >= :start AND at < :end
    )
    GROUP BY rating ORDER BY rating
"""  # noqa: S608 - put together from constants


@dataclass(frozen=True)
class OpenedCount:
    day: date
    sector: str
    unit: str
    handover_reason: str
    tickets: int


@dataclass(frozen=True)
class BreachedCount:
    sector: str
    unit: str
    tickets: int


class TicketFiguresRepository:
    def __init__(self, session: AsyncSession, period: Period, now: datetime) -> None:
        self._session = session
        self._values = {"start": period.start, "end": period.end, "now": now}

    async def list_opened(self) -> list[OpenedCount]:
        return [OpenedCount(**row) for row in await self._rows(_OPENED)]

    async def list_breached(self) -> list[BreachedCount]:
        return [BreachedCount(**row) for row in await self._rows(_BREACHED)]

    async def count_resolved_by_day(self) -> dict[date, int]:
        """Each ticket once, at its last resolution of the period."""
        return {row["day"]: row["tickets"] for row in await self._rows(_RESOLVED_BY_DAY)}

    async def get_resolution_by_unit(self) -> dict[str, float]:
        """Half took no longer than so many seconds."""
        return {row["unit"]: row["seconds"][0] for row in await self._rows(_RESOLVED_BY_UNIT)}

    async def get_resolution_times(self) -> list[float | None]:
        """Half and nine tenths took no longer than so many seconds."""
        return (await self._rows(_RESOLVED_IN_ALL))[0]["seconds"] or [None, None]

    async def count_reopened(self) -> int:
        return int(await self._session.scalar(text(_REOPENED), self._values) or 0)

    async def get_first_response_times(self) -> list[float | None]:
        """Half and nine tenths waited no longer than so many seconds."""
        return await self._session.scalar(text(_FIRST_RESPONSES), self._values) or [None, None]

    async def count_ratings(self) -> dict[int, int]:
        return {row["rating"]: row["tickets"] for row in await self._rows(_RATINGS)}

    async def _rows(self, statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in (await self._session.execute(text(statement), self._values)).mappings()]
