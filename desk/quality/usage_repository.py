"""What became of an entry's answers, counted from the messages themselves; conversations of trials count for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.models import EntryKind

# The next reply of the program in the same conversation tells what the answer was worth.
_COUNTS = """
    WITH named AS (
        SELECT m.id, m.conversation_id, m.seq, m.details ->> 'behaviour' IN ('answer', 'refer', 'emergency') AS is_answer
        FROM messages m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.sender = 'bot' AND m.kind = 'reply' AND m.created_at >= :since AND NOT c.is_trial AND {names_it}
    ), judged AS (
        SELECT named.*, later.details ->> 'handover' IS NOT NULL AS is_handover,
               later.details ->> 'behaviour' IN ('refuse', 'clarify') OR {again} AS is_again
        FROM named LEFT JOIN LATERAL (
            SELECT n.details FROM messages n
            WHERE n.conversation_id = named.conversation_id AND n.seq > named.seq AND n.sender IN ('bot', 'system') AND n.kind = 'reply'
            ORDER BY n.seq LIMIT 1
        ) later ON true
    )
    SELECT count(*) AS views, count(*) FILTER (WHERE is_answer) AS answers,
           count(*) FILTER (WHERE is_answer AND is_handover) AS handovers_after,
           count(*) FILTER (WHERE is_answer AND is_again AND NOT is_handover) AS asked_again,
           count(*) FILTER (WHERE said.is_helpful) AS thumbs_up, count(*) FILTER (WHERE NOT said.is_helpful) AS thumbs_down
    FROM judged LEFT JOIN message_feedback said ON said.message_id = judged.id
"""
_MADE_OF = "{details} -> 'entries' @> jsonb_build_array(jsonb_build_object('kind', CAST(:kind AS text), 'key', CAST(:key AS text)))"
# What was answered before replies named their entries had at least its procedures named; options offered have these to this day.
_NAMES_CODE = "{details} -> 'procedure_codes' ? CAST(:key AS text)"
_IS_OTHER_PART = "coalesce({details} ->> 'step', '') <> 'continue_answer'"


@dataclass(frozen=True)
class Usage:
    """`views`: replies that gave or offered it; `asked_again`: answers after which the citizen asked the same, or was not understood."""

    views: int
    answers: int
    handovers_after: int
    asked_again: int
    thumbs_up: int
    thumbs_down: int


class UsageRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def count(self, kind: EntryKind, key: str, since: datetime) -> Usage:
        names_it = _NAMES_CODE if kind is EntryKind.PROCEDURE else _MADE_OF
        again = f"({names_it} AND {_IS_OTHER_PART})".format(details="later.details")
        statement = text(_COUNTS.format(names_it=names_it.format(details="m.details"), again=again))
        row = (await self._session.execute(statement, {"kind": kind.value, "key": key, "since": since})).one()
        return Usage(**row._mapping)
