"""What conversations and tickets are about, in a line each."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.operators.rows import rows_of
from desk.tickets.masking import citizens_words
from tickets.models import Ticket


async def subjects_of(
    session: AsyncSession, conversation_ids: Collection[uuid.UUID], ticket_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, str]:
    """By id, of both kinds."""
    rows = await rows_of(session, list(conversation_ids)) if conversation_ids else []
    subjects = {row.id: row.ticket.subject if row.ticket else row.preview for row in rows}
    if ticket_ids:
        found = await session.execute(select(Ticket.id, Ticket.subject).where(Ticket.id.in_(ticket_ids)))
        subjects |= {ticket_id: str(citizens_words(subject)) for ticket_id, subject in found}
    return subjects
