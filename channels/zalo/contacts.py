"""The citizens as the vendor knows them, each with one conversation for ever, and all queries on them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.models import ZaloContact, ZaloGrant
from conversations.models import Conversation, Message

CHANNEL = "zalo"


@dataclass(frozen=True)
class ReplyWindows:
    """How long after the citizen's last move replies cost nothing, and are taken at all."""

    free_for: timedelta
    open_for: timedelta


class ContactRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get_conversation_locked(self, user_id: str) -> tuple[Conversation, ZaloContact]:
        """Made when the citizen was never seen; two who come upon them at once get the same."""
        conversation = await self.find_conversation_locked(user_id)
        while conversation is None:
            # Once, but for a citizen whose data were deleted while we waited for their lock: they begin anew.
            row = {"id": uuid.uuid4(), "channel": CHANNEL, "external_id": user_id, "token_hash": None}
            await self._session.execute(insert(Conversation).values(row).on_conflict_do_nothing(index_elements=["channel", "external_id"]))
            conversation = await self.find_conversation_locked(user_id)
        contact = await self.find(conversation.id)
        if contact is None:
            contact = ZaloContact(conversation_id=conversation.id, user_id=user_id)
            self._session.add(contact)
            await self._session.flush()
            await self._session.refresh(contact)
        return conversation, contact

    async def find_conversation_locked(self, user_id: str) -> Conversation | None:
        statement = select(Conversation).where(Conversation.channel == CHANNEL, Conversation.external_id == user_id).with_for_update()
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def find(self, conversation_id: uuid.UUID) -> ZaloContact | None:
        return await self._session.get(ZaloContact, conversation_id)

    async def granted_account(self) -> str | None:
        """The account that lets us act for it; None before it does."""
        return await self._session.scalar(select(ZaloGrant.oa_id).limit(1))

    async def list_nameless(self, limit: int) -> Sequence[tuple[uuid.UUID, str]]:
        """Conversation and user id, whoever wrote last first."""
        statement = select(ZaloContact.conversation_id, ZaloContact.user_id).join(
            Conversation, Conversation.id == ZaloContact.conversation_id
        )
        found = await self._session.execute(
            statement.where(Conversation.citizen_name == "").order_by(ZaloContact.last_interaction_at.desc().nulls_last()).limit(limit)
        )
        return [(row[0], row[1]) for row in found]


def note_interaction(conversation: Conversation, contact: ZaloContact, at: datetime, windows: ReplyWindows) -> None:
    """The citizen did something that opens the reply window; what comes late never shortens it."""
    last = max(at, contact.last_interaction_at or at)
    contact.last_interaction_at = last
    conversation.reply_free_until = last + windows.free_for
    conversation.reply_until = last + windows.open_for
    conversation.unreachable = ""


def note_told(contact: ZaloContact, version: str, message: Message) -> None:
    """The proof that they were told what is stored and why."""
    contact.told_version, contact.told_at, contact.told_message_id = version, func.now(), message.id
