"""The thread of one conversation as staff see it: who wrote what, what the bot understood, files; identity and phone numbers masked."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Attachment, Message, Sender
from core.redaction import redact
from desk.operators.deliveries import DeliveryOut, deliveries_of

_MASKED = frozenset({Sender.CITIZEN, Sender.SYSTEM})
_MESSAGES = text("""
    SELECT m.id, m.seq, m.sender, m.text, m.blocks, m.options, m.details, m.external_id, m.created_at,
           coalesce(s.display_name, '') AS author_name, coalesce(w.is_wrong, false) AS is_marked
    FROM messages m LEFT JOIN staff_members s ON s.id = m.author_id LEFT JOIN reply_marks w ON w.message_id = m.id
    WHERE m.conversation_id = :conversation_id AND m.seq > :after ORDER BY m.seq LIMIT :limit
""")


class DeskAttachment(BaseModel):
    id: uuid.UUID
    file_name: str
    media_type: str
    size_bytes: int


class DeskMessage(BaseModel):
    """`is_masked` when the text holds numbers that are shown on request only. `is_marked`: an operator says that the bot was wrong.

    `delivery`: none where the citizen's page asks by itself.
    """

    id: uuid.UUID
    seq: int
    sender: str
    author_name: str
    text: str
    is_masked: bool
    is_marked: bool
    blocks: list[dict[str, Any]] | None
    options: list[dict[str, Any]]
    details: dict[str, Any]
    attachments: list[DeskAttachment]
    delivery: DeliveryOut | None
    client_id: str | None
    created_at: datetime


async def messages_after(session: AsyncSession, conversation_id: uuid.UUID, after: int, limit: int) -> list[DeskMessage]:
    values = {"conversation_id": conversation_id, "after": after, "limit": limit}
    found = [dict(row) for row in (await session.execute(_MESSAGES, values)).mappings()]
    ids = [row["id"] for row in found]
    attachments, deliveries = await _attachments(session, ids), await deliveries_of(session, ids)
    return [_message(row | {"delivery": deliveries.get(row["id"])}, attachments[row["id"]]) for row in found]


async def unmasked_text(session: AsyncSession, message_id: uuid.UUID) -> tuple[uuid.UUID, str] | None:
    """The conversation and the text as it was written; the caller writes down who looked."""
    row = (await session.execute(select(Message.conversation_id, Message.text).where(Message.id == message_id))).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def _attachments(session: AsyncSession, message_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[DeskAttachment]]:
    of_message: dict[uuid.UUID, list[DeskAttachment]] = defaultdict(list)
    for one in await session.scalars(select(Attachment).where(Attachment.message_id.in_(message_ids)).order_by(Attachment.created_at)):
        shown = DeskAttachment(id=one.id, file_name=one.file_name, media_type=one.media_type, size_bytes=one.size_bytes)
        if one.message_id is not None:
            of_message[one.message_id].append(shown)
    return of_message


def _message(row: dict[str, Any], attachments: list[DeskAttachment]) -> DeskMessage:
    # What bot and operators write are agencies' numbers; the citizen's own stand in their words and where the program repeats them.
    shown = redact(row["text"]) if row["sender"] in _MASKED else row["text"]
    external_id = row.pop("external_id")
    client_id = external_id.removeprefix("desk-") if external_id and row["sender"] == "operator" else None
    masked = {"text": shown, "is_masked": shown != row["text"], "attachments": attachments, "client_id": client_id}
    return DeskMessage.model_validate(row | masked)
