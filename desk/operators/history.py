"""What went before: who owned the conversation when, and the same citizen's other conversations."""

from __future__ import annotations

import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.redaction import redact
from desk.operators.schemas import EarlierOut, OwnershipOut

_OWNERSHIP = text("""
    SELECT x.number, x.after_seq, x.at, x.move, x.from_owner, coalesce(f.display_name, '') AS from_name, x.to_owner,
           coalesce(t.display_name, '') AS to_name, coalesce(b.display_name, '') AS by_name, x.reason
    FROM ownership_changes x
    LEFT JOIN staff_members f ON f.id = x.from_id LEFT JOIN staff_members t ON t.id = x.to_id LEFT JOIN staff_members b ON b.id = x.by_id
    WHERE x.conversation_id = :id ORDER BY x.number
""")
# Known to be the same citizen: the phone number they left, or called from, in both.
_EARLIER = text("""
    WITH mine AS (
        SELECT citizen_phone AS phone FROM tickets WHERE conversation_id = :id AND citizen_phone <> ''
        UNION SELECT caller FROM calls WHERE conversation_id = :id AND caller <> ''
    ), theirs AS (
        SELECT conversation_id FROM tickets WHERE citizen_phone IN (SELECT phone FROM mine)
        UNION SELECT conversation_id FROM calls WHERE caller IN (SELECT phone FROM mine)
    )
    SELECT c.id, c.channel, c.last_message_at, coalesce(k.subject, '') AS preview
    FROM theirs JOIN conversations c ON c.id = theirs.conversation_id
    LEFT JOIN LATERAL (SELECT subject FROM tickets WHERE conversation_id = c.id ORDER BY created_at DESC LIMIT 1) k ON true
    WHERE c.id <> :id
    ORDER BY c.last_message_at DESC LIMIT 20
""")


async def ownership_of(session: AsyncSession, conversation_id: uuid.UUID) -> list[OwnershipOut]:
    return [OwnershipOut.model_validate(dict(row)) for row in (await session.execute(_OWNERSHIP, {"id": conversation_id})).mappings()]


async def earlier_of(session: AsyncSession, conversation_id: uuid.UUID) -> list[EarlierOut]:
    """Over all channels, newest first; each with the subject of its newest ticket."""
    found = (await session.execute(_EARLIER, {"id": conversation_id})).mappings()
    return [EarlierOut.model_validate(dict(row) | {"preview": redact(row["preview"])}) for row in found]
