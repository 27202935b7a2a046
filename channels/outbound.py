"""A stored message as a channel gets it to send."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from channels.contract import OutboundFile, OutboundMessage
from conversations.attachments.repository import AttachmentRepository
from conversations.attachments.service import FILES
from conversations.models import Conversation, Message


async def message_of(session: AsyncSession, message: Message, conversation: Conversation) -> OutboundMessage:
    attachments = await AttachmentRepository(session).list_of([message.id]) if message.details.get(FILES) else []
    files = [OutboundFile(one.id, one.file_name, one.media_type, one.size_bytes) for one in attachments]
    return OutboundMessage(message.id, conversation.external_id, message.sender, message.text, message.options, files)
