"""Queries behind the figures about calls; what each figure means stands in desk.calls.figures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from desk.supervision.period import Period

# What a call whose process died was left for is not known: the figures that it last wrote must do.
_COUNTS = "ended_at - began_at >= interval '5 seconds'"
_LEFT = "(details ? 'left' OR (ending = 'lost' AND (understood = 0 OR was_handed_over)))"
_ABANDONED = f"coalesce({_COUNTS} AND operator_id IS NULL AND {_LEFT}, false)"
_ANSWERED = f"coalesce({_COUNTS} AND NOT (operator_id IS NULL AND {_LEFT}), false)"
# ruff: noqa: S608 - nothing but the lines above goes into the statements.
_CALLS = f"""
    WITH counted AS (
        SELECT k.*, (k.began_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, {_ABANDONED} AS is_abandoned, {_ANSWERED} AS is_answered
        FROM calls k JOIN conversations c ON c.id = k.conversation_id AND NOT c.is_trial
        WHERE k.began_at >= :start AND k.began_at < :end
    )
"""
_BY_DAY = f"""{_CALLS}
    SELECT day, count(*) AS calls, count(*) FILTER (WHERE is_answered) AS answered,
        count(*) FILTER (WHERE is_abandoned) AS abandoned,
        coalesce(sum(utterances), 0) AS utterances, coalesce(sum(understood), 0) AS understood,
        count(*) FILTER (WHERE was_handed_over) AS handed_over, count(*) FILTER (WHERE ending = 'transferred') AS transferred,
        round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_word_at - began_at))::numeric)::int
            AS first_word_p50_ms,
        round(avg(extract(epoch FROM ended_at - began_at)))::int AS length_average_seconds,
        sum(confidence_sum) / nullif(sum(words_heard), 0) AS confidence
    FROM counted GROUP BY GROUPING SETS ((day), ())
"""
_RESPONSES = f"""{_CALLS}
    SELECT day, percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY ms::float) AS quantiles
    FROM counted CROSS JOIN jsonb_array_elements_text(response_ms) AS ms
    GROUP BY GROUPING SETS ((day), ())
"""
_BY_HOUR = f"""{_CALLS}
    SELECT extract(hour FROM began_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour, count(*) AS calls,
        count(*) FILTER (WHERE is_abandoned) AS abandoned
    FROM counted GROUP BY 1
"""
_EACH = f"""{_CALLS}
    SELECT began_at, leg, caller, ending, is_abandoned, utterances, understood, was_handed_over,
        coalesce((SELECT display_name FROM staff_members WHERE id = operator_id), '') AS operator,
        round(1000 * extract(epoch FROM first_word_at - began_at))::int AS first_word_ms,
        (SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms::float))::int FROM jsonb_array_elements_text(response_ms) ms)
            AS response_p50_ms,
        (SELECT round(percentile_cont(0.95) WITHIN GROUP (ORDER BY ms::float))::int FROM jsonb_array_elements_text(response_ms) ms)
            AS response_p95_ms,
        round(extract(epoch FROM ended_at - began_at))::int AS length_seconds, confidence_sum / nullif(words_heard, 0) AS confidence
    FROM counted ORDER BY began_at, id
"""


class CallFiguresRepository:
    def __init__(self, session: AsyncSession, period: Period) -> None:
        self._session = session
        self._values = {"start": period.start, "end": period.end}

    async def by_day(self) -> Mapping[date | None, Mapping[str, Any]]:
        """Of the days that had calls, and under None of the whole period."""
        rows = (await self._session.execute(text(_BY_DAY), self._values)).mappings()
        return {row["day"]: dict(row) for row in rows}

    async def responses(self) -> Mapping[date | None, tuple[float, float]]:
        """p50 and p95 in milliseconds; likewise, but only where something was answered."""
        rows = (await self._session.execute(text(_RESPONSES), self._values)).mappings()
        return {row["day"]: tuple(row["quantiles"]) for row in rows if row["quantiles"] is not None}

    async def by_hour(self) -> Mapping[int, tuple[int, int]]:
        rows = (await self._session.execute(text(_BY_HOUR), self._values)).mappings()
        return {row["hour"]: (row["calls"], row["abandoned"]) for row in rows}

    async def each(self) -> AsyncIterator[Mapping[str, Any]]:
        """Every call, in the order in which they began."""
        rows = await self._session.stream(text(_EACH), self._values)
        async for row in rows.mappings():
            yield dict(row)
