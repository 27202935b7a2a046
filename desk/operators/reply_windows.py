"""Whoever owes a citizen an answer hears before the channel takes none any more: once before replies cost, once before the end.

Run by the worker; the query stands here. Nobody is there: nothing is marked, and whoever comes on duty next hears of it.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from desk.operators.colleagues import Colleague, colleagues_now
from desk.operators.rows import Row, rows_of
from staff.duty import OFF
from staff.notices import Notice, NoticeKind, keep

# Zalo: 48 hours free and 7 days in all, so at 36 hours and at day 6 after the citizen's last sign.
BEFORE_COSTS = timedelta(hours=12)
BEFORE_END = timedelta(hours=24)
_AT_A_TIME = 100
# Conversations that are with people, and those with the bot in which somebody still owes an answer.
_ENDING = text("""
    SELECT c.id, c.reply_free_until, c.reply_until, coalesce(c.owner_id, owed.assignee_id) AS answerer_id,
           coalesce(c.reply_until > :now AND c.reply_until <= :ends AND c.reply_warned IS DISTINCT FROM c.reply_until, false) AS is_ending
    FROM conversations c
    LEFT JOIN LATERAL (
        SELECT assignee_id FROM tickets WHERE conversation_id = c.id AND state NOT IN ('resolved', 'closed', 'rejected')
        ORDER BY created_at DESC LIMIT 1
    ) owed ON true
    WHERE c.id IN (
        SELECT id FROM conversations WHERE owner <> 'bot'
        UNION
        SELECT conversation_id FROM tickets WHERE state NOT IN ('resolved', 'closed', 'rejected')
    ) AND NOT c.is_trial AND c.unreachable = '' AND (
        c.reply_until > :now AND c.reply_until <= :ends AND c.reply_warned IS DISTINCT FROM c.reply_until
        OR c.reply_free_until > :now AND c.reply_free_until <= :costs AND c.reply_free_warned IS DISTINCT FROM c.reply_free_until
    )
    ORDER BY c.reply_until LIMIT :limit FOR UPDATE OF c SKIP LOCKED
""")
_MARK_END = text("UPDATE conversations SET reply_warned = reply_until WHERE id = :id")
_MARK_COSTS = text("UPDATE conversations SET reply_free_warned = reply_free_until WHERE id = :id")


@dataclass(frozen=True)
class _Ending:
    id: uuid.UUID
    reply_free_until: datetime | None
    reply_until: datetime | None
    answerer_id: uuid.UUID | None
    is_ending: bool


class ReplyWindows:
    """`words` are those of desk/operators/alerts.yml."""

    def __init__(self, database: Database, words: Words, silent_for: timedelta, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._silent_for = silent_for
        self._clock = clock

    async def warn(self) -> int:
        """How many citizens somebody was warned of."""
        now = self._clock()
        async with self._database.session() as session:
            present = [one for one in await colleagues_now(session, self._silent_for, now) if one.duty != OFF]
            if not present:
                return 0
            found = await _lock_ending(session, now)
            rows = {row.id: row for row in await rows_of(session, [one.id for one in found])}
            warned = [one for one in found if await self._warn(session, one, rows[one.id], _hearers(one, present), now)]
            return len(warned)

    async def _warn(self, session: AsyncSession, ending: _Ending, row: Row, to: list[uuid.UUID], now: datetime) -> bool:
        until = ending.reply_until if ending.is_ending else ending.reply_free_until
        if not to or until is None:
            return False
        kind = NoticeKind.REPLY_ENDS if ending.is_ending else NoticeKind.REPLY_COSTS
        hours = math.ceil((until - now) / timedelta(hours=1))
        subject = row.ticket.subject if row.ticket else row.preview
        details = {"hours": hours, "channel": self._words.say(f"channel_{row.channel}"), "subject": subject}
        await session.execute(_MARK_END if ending.is_ending else _MARK_COSTS, {"id": ending.id})
        await keep(session, to, Notice(kind=kind, details=details, conversation_id=ending.id))
        return True


async def _lock_ending(session: AsyncSession, now: datetime) -> Sequence[_Ending]:
    """What another worker holds is left to it."""
    values: dict[str, Any] = {"now": now, "costs": now + BEFORE_COSTS, "ends": now + BEFORE_END, "limit": _AT_A_TIME}
    return [_Ending(**row) for row in (await session.execute(_ENDING, values)).mappings()]


def _hearers(ending: _Ending, present: Sequence[Colleague]) -> list[uuid.UUID]:
    """Whoever has it, if they are there; else everybody on duty."""
    if any(one.id == ending.answerer_id for one in present) and ending.answerer_id is not None:
        return [ending.answerer_id]
    return [one.id for one in present if one.is_on_duty]
