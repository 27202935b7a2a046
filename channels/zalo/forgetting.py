"""What the Zalo channel itself keeps of a citizen (privacy.ports.ChannelTraces): the contact, and what the vendor told us about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.models import ZaloContact
from conversations.models import Conversation

# Why nothing more can be sent there: the address itself is deleted. Whoever writes again is met as for the first time.
ERASED_CODE = "erased"
# The key stays, or the vendor's next try would bring everything back. What is being taken at this moment is skipped: whoever takes it may
# wait for this very conversation, and finds no such citizen any more.
_EVENTS = text("""
    UPDATE zalo_events SET user_id = '', body = '', handled_at = coalesce(handled_at, now()),
        outcome = CASE WHEN handled_at IS NULL THEN :erased ELSE outcome END
    WHERE id IN (
        SELECT id FROM zalo_events WHERE user_id = :user_id AND (handled_at IS NOT NULL OR sent_at <= :asked_at) FOR UPDATE SKIP LOCKED
    )
""")
# Jobs carry the citizen's name at the vendor's as their lock.
_JOBS = text("DELETE FROM procrastinate_jobs WHERE lock = :lock AND status IN ('succeeded', 'failed', 'cancelled', 'aborted')")


class ZaloTraces:
    async def erase(self, session: AsyncSession, conversation: Conversation, asked_at: datetime) -> Mapping[str, int]:
        contacts: Any = await session.execute(delete(ZaloContact).where(ZaloContact.conversation_id == conversation.id))
        if conversation.unreachable == ERASED_CODE:
            return {"zalo_contacts": contacts.rowcount, "zalo_events": 0}
        user_id = conversation.external_id
        events: Any = await session.execute(_EVENTS, {"user_id": user_id, "asked_at": asked_at, "erased": ERASED_CODE})
        await session.execute(_JOBS, {"lock": f"zalo:{user_id}"})
        conversation.external_id = f"{ERASED_CODE}:{conversation.id}"
        conversation.unreachable = ERASED_CODE
        conversation.reply_free_until = conversation.reply_until = None
        return {"zalo_contacts": contacts.rowcount, "zalo_events": events.rowcount}

    async def kept_proof(self, session: AsyncSession, conversation: Conversation) -> Mapping[str, Any]:
        """When the citizen was told what is stored, and in which wording."""
        contact = await _contact(session, conversation)
        if contact is None or contact.told_at is None:
            return {}
        return {"version": contact.told_version, "at": contact.told_at.isoformat()}

    async def export(self, session: AsyncSession, conversation: Conversation) -> Mapping[str, Any]:
        contact = await _contact(session, conversation)
        if contact is None:
            return {}
        told = {"version": contact.told_version, "at": contact.told_at.isoformat() if contact.told_at else None}
        return {"user_id": contact.user_id, "is_follower": contact.is_follower, "told": told}


async def _contact(session: AsyncSession, conversation: Conversation) -> ZaloContact | None:
    return await session.scalar(select(ZaloContact).where(ZaloContact.conversation_id == conversation.id))
