"""All queries on attachments."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Attachment, Message


class AttachmentRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, attachment: Attachment) -> None:
        self._session.add(attachment)
        await self._session.flush()

    async def find(self, attachment_id: uuid.UUID) -> Attachment | None:
        return await self._session.get(Attachment, attachment_id)

    async def count_since(self, conversation_id: uuid.UUID, uploaded_by: uuid.UUID | None, since: datetime) -> int:
        statement = select(func.count()).where(
            Attachment.conversation_id == conversation_id,
            Attachment.uploaded_by.is_not_distinct_from(uploaded_by),
            Attachment.created_at >= since,
        )
        return int(await self._session.scalar(statement) or 0)

    async def take(self, message: Message, attachment_ids: Collection[uuid.UUID]) -> int:
        """How many of them now belong to the message: those of its conversation, from its own author, in no message yet."""
        statement = (
            update(Attachment)
            .where(
                Attachment.id.in_(attachment_ids),
                Attachment.conversation_id == message.conversation_id,
                Attachment.uploaded_by.is_not_distinct_from(message.author_id),
                Attachment.message_id.is_(None),
            )
            .values(message_id=message.id)
            .returning(Attachment.id)
        )
        return len((await self._session.scalars(statement)).all())

    async def list_of(self, message_ids: Collection[uuid.UUID]) -> Sequence[Attachment]:
        statement = select(Attachment).where(Attachment.message_id.in_(message_ids))
        return (await self._session.scalars(statement.order_by(Attachment.created_at, Attachment.id))).all()

    async def delete_unsent(self, before: datetime) -> Sequence[uuid.UUID]:
        statement = delete(Attachment).where(Attachment.message_id.is_(None), Attachment.created_at < before).returning(Attachment.id)
        return (await self._session.scalars(statement)).all()

    async def known_of(self, attachment_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
        return set((await self._session.scalars(select(Attachment.id).where(Attachment.id.in_(attachment_ids)))).all())
