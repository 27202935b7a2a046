"""How messages fare on their way to the citizen over a channel that has to be called: the queries stand here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Delivery, Message

# What lies further back is settled, or will not be looked at for that.
_NEWEST = 60


class DeliveryOut(BaseModel):
    """`failure` is a word of channels.contract.Trouble, `failure_code` the vendor's; `parts` is how many calls it took so far."""

    state: str
    failure: str
    failure_code: str
    attempts: int
    parts: int
    sent_at: datetime | None
    received_at: datetime | None
    seen_at: datetime | None


async def deliveries_of(session: AsyncSession, message_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, DeliveryOut]:
    """Of these messages, those that are delivered: none of a page that asks by itself."""
    if not message_ids:
        return {}
    found = await session.scalars(select(Delivery).where(Delivery.message_id.in_(message_ids)))
    return {one.message_id: _shown(one) for one in found}


async def newest_deliveries(session: AsyncSession, conversation_id: uuid.UUID) -> dict[uuid.UUID, DeliveryOut]:
    statement = select(Message.id).where(Message.conversation_id == conversation_id).order_by(Message.seq.desc()).limit(_NEWEST)
    return await deliveries_of(session, (await session.scalars(statement)).all())


def _shown(delivery: Delivery) -> DeliveryOut:
    return DeliveryOut(
        state=delivery.state,
        failure=delivery.failure,
        failure_code=delivery.failure_code,
        attempts=delivery.attempts,
        parts=len(delivery.vendor_ids),
        sent_at=delivery.sent_at,
        received_at=delivery.received_at,
        seen_at=delivery.seen_at,
    )
