"""What a page is shown of its conversation: messages with their files and authors, who has it, who is typing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from channels.webchat.parts import WebchatParts
from channels.webchat.schemas import MessageOut, StatusOut, TypingOut
from conversations.attachments.service import FILES
from conversations.feedback import may_be_rated
from conversations.models import Message, Owner
from conversations.service import History

WITH_BOT = StatusOut(owner=Owner.BOT, operator_name="", place=None, expected_wait_seconds=None)


@dataclass(frozen=True)
class Page:
    messages: list[MessageOut]
    has_more: bool
    typing: TypingOut
    status: StatusOut


async def read_page(parts: WebchatParts, conversation_id: uuid.UUID, after: int) -> Page:
    history = await parts.conversations.read(conversation_id, after)
    status = WITH_BOT if history.owner == Owner.BOT else StatusOut.of(await parts.people.status(conversation_id))
    typing = _typing(parts, conversation_id, history, status)
    return Page(await shown(parts, history.messages), history.has_more, typing, status)


async def shown(parts: WebchatParts, messages: Sequence[Message]) -> list[MessageOut]:
    """Three queries for all of them, whatever their number; none where there is nothing to find."""
    files = await parts.attachments.of_messages([message.id for message in messages if message.details.get(FILES)])
    authors = {message.author_id for message in messages if message.author_id is not None}
    names = await parts.people.names_of(authors) if authors else {}
    rated = await parts.feedback.of_messages([message.id for message in messages if may_be_rated(message)])
    return [
        MessageOut.of(
            message, files.get(message.id, ()), names.get(message.author_id, "") if message.author_id else "", rated.get(message.id)
        )
        for message in messages
    ]


def _typing(parts: WebchatParts, conversation_id: uuid.UUID, history: History, status: StatusOut) -> TypingOut:
    """A question that waits while people have the conversation is on nobody's screen as typing."""
    if status.owner == Owner.BOT:
        return TypingOut(on=history.is_waiting, who="bot")
    return TypingOut(on=status.owner == Owner.OPERATOR and parts.operator_typing.is_on(conversation_id), who="operator")
