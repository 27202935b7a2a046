"""What the program itself says to a citizen between question and answer, on the locked conversation."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from conversations.models import DELIVERED_CHANNELS, Conversation, Message, MessageKind, Sender
from conversations.ports import Said
from conversations.repository import ConversationRepository


def as_sheet(text: str) -> list[dict[str, Any]]:
    """Blocks that show a text as an answer is shown, not as the pale line of a notice."""
    return [{"kind": "paragraph", "text": text}]


def costs_nothing(conversation: Conversation, now: datetime) -> bool:
    """Whether the citizen can be told something that they did not ask for: where it gets there, and nobody pays for it."""
    if conversation.channel not in DELIVERED_CHANNELS:
        return True
    is_free = conversation.reply_free_until is None or conversation.reply_free_until > now
    return is_free and not conversation.unreachable


async def tell(
    repository: ConversationRepository,
    conversation: Conversation,
    said: Said,
    *,
    blocks: list[dict[str, Any]] | None = None,
    in_reply_to: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Message | None:
    """The notice, whoever owns the conversation; None when there is one in reply to that message already.

    Open pages hear of it with the commit. `at`: the database's time when it is not given.
    """
    values: dict[str, Any] = {
        "sender": Sender.SYSTEM,
        "kind": MessageKind.NOTICE,
        "text": said.text,
        "blocks": blocks,
        "options": said.options,
        "details": said.details,
        "in_reply_to": in_reply_to,
    }
    message = await repository.append(conversation, values if at is None else values | {"created_at": at})
    await repository.announce(conversation.id)
    return message
