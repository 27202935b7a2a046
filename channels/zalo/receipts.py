"""The citizen's phone has got a message, or shown it."""

from __future__ import annotations

from sqlalchemy import ARRAY, Text, cast, func, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.outcomes import Outcome
from channels.zalo.payloads import Event
from conversations.models import Delivery
from conversations.repository import ConversationRepository


async def note_receipt(session: AsyncSession, event: Event) -> Outcome:
    """What is seen was received as well, for the vendor does not always tell both."""
    values = {"received_at": func.coalesce(Delivery.received_at, event.sent_at)}
    if event.name == "user_seen_message":
        values["seen_at"] = func.coalesce(Delivery.seen_at, event.sent_at)
    statement = update(Delivery).where(Delivery.vendor_ids.op("&&")(cast(list(event.receipt_ids), ARRAY(Text)))).values(values)
    changed = (await session.scalars(statement.returning(Delivery.conversation_id))).all()
    for conversation_id in set(changed):
        await ConversationRepository(session).announce(conversation_id)
    return Outcome.RECEIPT if changed else Outcome.RECEIPT_OF_NOTHING
