"""Queries of the list that editors see, and of what they are shown of one cluster."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_CHOSEN = """
    FROM question_clusters c
    WHERE c.state = :state AND (:reason = '' OR :reason = ANY(c.reasons))
        AND (:words = '' OR c.id IN (
            SELECT cluster_id FROM question_items
            WHERE to_tsvector('simple'::regconfig, fold_vietnamese(text)) @@ plainto_tsquery('simple', fold_vietnamese(:words))))
"""
_COUNT = text("SELECT count(*) " + _CHOSEN)
_COLUMNS = """
    SELECT c.*, coalesce(s.display_name, '') AS closed_by_name,
        (SELECT text FROM question_items i WHERE i.cluster_id = c.id ORDER BY i.at, i.id LIMIT 1) AS label,
        (SELECT count(*) FROM question_items i WHERE i.cluster_id = c.id AND i.at > c.closed_at) AS since_closed
"""
_NAMED = " LEFT JOIN staff_members s ON s.id = c.closed_by "
# What many citizens ask comes first, whichever way it failed.
_PAGE = text(
    f"{_COLUMNS} FROM (SELECT c.* {_CHOSEN} ORDER BY c.items DESC, c.last_at DESC, c.id LIMIT :limit OFFSET :skipped) c {_NAMED}"
    " ORDER BY c.items DESC, c.last_at DESC, c.id"
)
_ONE = text(f"{_COLUMNS} FROM question_clusters c {_NAMED} WHERE c.id = :id")
_REASONS = text("""
    SELECT cluster_id, reason, count(*) AS items FROM question_items, unnest(reasons) AS reason
    WHERE cluster_id = ANY(:ids) GROUP BY cluster_id, reason
""")
_DAYS = text("""
    SELECT cluster_id, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, count(*) AS items FROM question_items
    WHERE cluster_id = ANY(:ids) AND at >= :since GROUP BY cluster_id, day
""")
_ITEMS = text("""
    SELECT i.id, i.text, i.at, i.reasons, i.step, i.confidence, i.conversation_id, i.topic, i.is_exemplar,
        coalesce(r.text, '') AS answer_text, coalesce(r.sender, '') AS answered_by, coalesce(r.details, '{}') AS details
    FROM question_items i LEFT JOIN messages r ON r.id = i.reply_id
    WHERE i.cluster_id = :id ORDER BY i.at DESC, i.id LIMIT :limit
""")
# Newest cluster first, its questions as they came.
_FAULTS = text("""
    SELECT c.id AS cluster_id, c.closed_at, i.text, i.at, i.reasons, i.step, i.confidence,
        coalesce(r.text, '') AS answer_text,
        coalesce(r.details, '{}') AS details
    FROM question_clusters c JOIN question_items i ON i.cluster_id = c.id LEFT JOIN messages r ON r.id = i.reply_id
    WHERE c.closed_as = 'bot_fault' ORDER BY c.closed_at DESC, c.id, i.at, i.id LIMIT :limit
""")
TREND_DAYS = 14


@dataclass(frozen=True)
class Chosen:
    state: str
    reason: str = ""
    words: str = ""


class ListingRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def count(self, chosen: Chosen) -> int:
        return int(await self._session.scalar(_COUNT, vars(chosen)) or 0)

    async def page(self, chosen: Chosen, limit: int, skipped: int) -> Sequence[Mapping[str, Any]]:
        values = vars(chosen) | {"limit": limit, "skipped": skipped}
        return [dict(row) for row in (await self._session.execute(_PAGE, values)).mappings()]

    async def one(self, cluster_id: uuid.UUID) -> Mapping[str, Any] | None:
        row = (await self._session.execute(_ONE, {"id": cluster_id})).mappings().one_or_none()
        return None if row is None else dict(row)

    async def reasons(self, cluster_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, dict[str, int]]:
        found: dict[uuid.UUID, dict[str, int]] = {}
        for row in await self._session.execute(_REASONS, {"ids": list(cluster_ids)}):
            found.setdefault(row.cluster_id, {})[row.reason] = row[2]
        return found

    async def trends(self, cluster_ids: Sequence[uuid.UUID], midnight: datetime) -> Mapping[uuid.UUID, list[int]]:
        """Questions of each of the last days, the oldest day first; `midnight` is when today began in Vietnam."""
        since = midnight - timedelta(days=TREND_DAYS - 1)
        first: date = since.date()
        found = {cluster_id: [0] * TREND_DAYS for cluster_id in cluster_ids}
        for row in await self._session.execute(_DAYS, {"ids": list(cluster_ids), "since": since}):
            at = (row.day - first).days
            if at < TREND_DAYS:
                found[row.cluster_id][at] = row[2]
        return found

    async def items(self, cluster_id: uuid.UUID, limit: int) -> Sequence[Mapping[str, Any]]:
        """Newest first."""
        return [dict(row) for row in (await self._session.execute(_ITEMS, {"id": cluster_id, "limit": limit})).mappings()]

    async def faults(self, limit: int) -> Sequence[Mapping[str, Any]]:
        return [dict(row) for row in (await self._session.execute(_FAULTS, {"limit": limit})).mappings()]
