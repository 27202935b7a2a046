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
# Known to be the same citizen: the phone number they left in both.
_EARLIER = text("""
    SELECT * FROM (
        SELECT DISTINCT ON (c.id) c.id, c.channel, c.last_message_at, k.subject AS preview
        FROM tickets mine
        JOIN tickets k ON k.citizen_phone = mine.citizen_phone AND k.conversation_id <> mine.conversation_id
        JOIN conversations c ON c.id = k.conversation_id
        WHERE mine.conversation_id = :id AND mine.citizen_phone <> ''
        ORDER BY c.id, k.created_at DESC
    ) earlier
    ORDER BY last_message_at DESC LIMIT 20
""")


async def ownership_of(session: AsyncSession, conversation_id: uuid.UUID) -> list[OwnershipOut]:
    return [OwnershipOut.model_validate(dict(row)) for row in (await session.execute(_OWNERSHIP, {"id": conversation_id})).mappings()]


async def earlier_of(session: AsyncSession, conversation_id: uuid.UUID) -> list[EarlierOut]:
    """Over all channels, newest first; each with the subject of its newest ticket."""
    found = (await session.execute(_EARLIER, {"id": conversation_id})).mappings()
    return [EarlierOut.model_validate(dict(row) | {"preview": redact(row["preview"])}) for row in found]
